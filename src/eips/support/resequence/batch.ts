import { canConvert, convert } from '../../../converters/index.ts'
import type { Clock } from '../../../core/clock.ts'
import type { Exchange } from '../../../core/exchange.ts'
import type { Expression } from '../../../core/expression.ts'
import { andThen } from '../../../core/step.ts'
import { compareValues } from '../compare-values.ts'
import { correlatedCopy } from '../exchanges.ts'
import { exchangeFailure } from '../failure.ts'
import { keyOf } from './key.ts'

export interface BatchOptions {
  readonly batchSize: number
  readonly batchTimeout: number
  readonly allowDuplicates: boolean
  readonly reverse: boolean
  readonly ignoreInvalidExchanges: boolean
}

interface Entry {
  readonly exchange: Exchange
  readonly key: unknown
}

/** Sends an exchange on; a promise waits for room. */
export type Send = (exchange: Exchange) => void | Promise<void>

/** Gathers messages, and sends them on in order when there are enough of them, or when none came for a while. */
export class BatchResequencer {
  private readonly expression: Expression
  private readonly options: BatchOptions
  private readonly clock: Clock
  private readonly send: Send
  private queue: Entry[] = []
  private cancel: (() => void) | undefined

  constructor(expression: Expression, options: BatchOptions, clock: Clock, send: Send) {
    this.expression = expression
    this.options = options
    this.clock = clock
    this.send = send
  }

  get held(): number {
    return this.queue.length
  }

  take(exchange: Exchange): void | Promise<void> {
    return andThen(keyOf(this.expression, exchange), key => {
      if (key !== null && key !== undefined) return this.add(exchange, key)
      if (!this.options.ignoreInvalidExchanges) throw exchangeFailure('Exchange is not valid to be used by the BatchProcessor', exchange)
    }) as void | Promise<void>
  }

  stop(): void {
    this.cancel?.()
  }

  private add(exchange: Exchange, key: unknown): void | Promise<void> {
    const copy = correlatedCopy(exchange)
    exchange.handOver(copy)
    this.queue.push({ exchange: copy, key })
    this.cancel?.()
    this.cancel = this.clock.after(this.options.batchTimeout, () => void this.release())
    if (this.options.batchSize > 0 && this.queue.length >= this.options.batchSize) return this.release()
  }

  private release(): void | Promise<void> {
    const batch = this.queue
    this.queue = []
    this.cancel?.()
    const { reverse } = this.options
    batch.sort((a, b) => (reverse ? compareKeys(b.key, a.key) : compareKeys(a.key, b.key)))
    return this.sendAll(batch, 0)
  }

  private sendAll(batch: readonly Entry[], from: number): void | Promise<void> {
    for (let i = from; i < batch.length; i++) {
      const { exchange, key } = batch[i]!
      const repeated = i > 0 && !this.options.allowDuplicates && compareKeys(batch[i - 1]!.key, key) === 0
      const waiting = repeated ? exchange.unitOfWork?.complete(exchange) : this.send(exchange)
      if (waiting !== undefined) return waiting.then(() => this.sendAll(batch, i + 1))
    }
  }
}

/** Keys that are whole numbers, also as text, compare as such. */
function compareKeys(a: unknown, b: unknown): number {
  const numeric = canConvert(a, 'java.lang.Long') && canConvert(b, 'java.lang.Long')
  return numeric ? Number(convert(a, 'java.lang.Long')) - Number(convert(b, 'java.lang.Long')) : compareValues(a, b)
}
