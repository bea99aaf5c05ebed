import { errors } from '../../core/errors.ts'
import type { Exchange } from '../../core/exchange.ts'
import { Fifo } from './fifo.ts'

/** Who takes messages from a queue: works on one, and says when the next may come. */
export interface Consumer {
  readonly concurrency: number
  /** Whether it shares: messages go to all consumers that do. */
  readonly multiple: boolean
  busy: number
  suspended: boolean
  work(exchange: Exchange): void | Promise<void>
}

const DEFAULT_SIZE = 1000

/**
 * A bounded queue in memory, with those who take from it. Messages are handed out after the sender has gone on, one after the other
 * for each unit of concurrency; where several consumers share, each message goes to all of them.
 */
export class SedaQueue {
  readonly uri: string
  readonly consumers: Consumer[] = []
  private explicitSize: number | undefined
  private readonly messages = new Fifo<Exchange>()
  private readonly room = new Fifo<() => void>()
  private readonly pollers = new Fifo<() => void>()
  private readonly idle: (() => void)[] = []
  private readonly turn: () => void | Promise<void>
  private readonly unused: () => void
  private holders = 0
  private scheduled = false

  /** `unused`: called when nobody holds it any more and nothing is in it. */
  constructor(uri: string, turn: () => void | Promise<void>, unused: () => void) {
    this.uri = uri
    this.turn = turn
    this.unused = unused
  }

  /** Somebody has it, who says so with `release` when that is over. */
  hold(): this {
    this.holders += 1
    return this
  }

  release(): void {
    this.holders -= 1
    if (this.holders === 0 && this.messages.length === 0) this.unused()
  }

  get size(): number {
    return this.explicitSize ?? DEFAULT_SIZE
  }

  /** The size that an endpoint gives; all that give one must agree. */
  claimSize(size: number | undefined): void {
    if (size === undefined) return
    if (this.explicitSize !== undefined && this.explicitSize !== size)
      throw errors.KF_CONN_QUEUE_MISMATCH({ uri: this.uri, option: 'size', existing: String(this.explicitSize), given: String(size) })
    this.explicitSize = size
  }

  /** Adds a message at the end, after `accepted`; `false` where the queue is full. */
  offer(exchange: Exchange, accepted?: (exchange: Exchange) => void): boolean {
    if (this.messages.length >= this.size) return false
    accepted?.(exchange)
    this.messages.push(exchange)
    this.pollers.shift()?.()
    this.wake()
    return true
  }

  /** Calls `wake` once, when there may be room; gives what takes that back. */
  whenRoom(wake: () => void): () => void {
    this.room.push(wake)
    return () => void this.room.remove(wake)
  }

  /** The first message, for those who poll; `undefined` where there is none. */
  take(): Exchange | undefined {
    const exchange = this.messages.shift()
    if (exchange !== undefined) this.room.shift()?.()
    return exchange
  }

  /** Calls `wake` once, when a message has come; gives what takes that back. */
  whenMessage(wake: () => void): () => void {
    this.pollers.push(wake)
    return () => void this.pollers.remove(wake)
  }

  remove(exchange: Exchange): void {
    if (this.messages.remove(exchange)) this.room.shift()?.()
  }

  join(consumer: Consumer): void {
    this.consumers.push(consumer)
    this.wake()
  }

  leave(consumer: Consumer): void {
    const index = this.consumers.indexOf(consumer)
    if (index >= 0) this.consumers.splice(index, 1)
  }

  /** Resolves when the queue is empty and the consumer has nothing in hand. */
  drained(consumer: Consumer): Promise<void> {
    if (this.isDrained(consumer)) return Promise.resolve()
    return new Promise(resolve => {
      const check = () => (this.isDrained(consumer) ? resolve() : this.idle.push(check))
      this.idle.push(check)
    })
  }

  /** Starts handing out, soon: the sender goes on first. */
  wake(): void {
    if (this.scheduled || this.consumers.length === 0) return
    this.scheduled = true
    setImmediate(this.pump)
  }

  private isDrained(consumer: Consumer): boolean {
    return this.messages.length === 0 && consumer.busy === 0
  }

  private readonly pump = (): void => {
    this.scheduled = false
    while (this.messages.length > 0) {
      const consumer = this.consumers.find(each => !each.suspended && each.busy < each.concurrency)
      if (consumer === undefined) return
      const waiting = this.turn()
      if (waiting !== undefined) {
        this.scheduled = true
        waiting.then(this.pump)
        return
      }
      this.hand(consumer, this.take()!)
    }
    for (const check of this.idle.splice(0)) check()
  }

  private hand(consumer: Consumer, exchange: Exchange): void {
    consumer.busy += 1
    const waiting = this.consumers.length > 1 && consumer.multiple ? this.toAll(exchange) : consumer.work(exchange)
    if (waiting === undefined) consumer.busy -= 1
    else {
      waiting.then(() => {
        consumer.busy -= 1
        for (const check of this.idle.splice(0)) check()
        this.wake()
      })
    }
  }

  private async toAll(exchange: Exchange): Promise<void> {
    const sharing = this.consumers.filter(each => each.multiple)
    await Promise.all(sharing.map((each, index) => each.work(part(exchange, index, sharing.length))))
    await exchange.unitOfWork?.complete(exchange)
  }
}

function part(exchange: Exchange, index: number, count: number): Exchange {
  const copy = exchange.fork()
  copy.setProperty('CamelMulticastIndex', index)
  copy.setProperty('CamelMulticastComplete', index === count - 1)
  return copy
}
