import { convertOrNull } from '../../../converters/index.ts'
import type { Clock } from '../../../core/clock.ts'
import { errors, isKafilaError } from '../../../core/errors.ts'
import type { Exchange } from '../../../core/exchange.ts'
import type { Expression } from '../../../core/expression.ts'
import { andThen, type MaybePromise } from '../../../core/step.ts'
import { correlatedCopy } from '../exchanges.ts'
import { exchangeFailure } from '../failure.ts'
import { keyOf } from './key.ts'

export interface StreamOptions {
  readonly capacity: number
  readonly timeout: number
  readonly ignoreInvalidExchanges: boolean
  readonly rejectOld: boolean
}

/** A message that waits for those before it. */
interface Element {
  readonly number: number
  readonly exchange: Exchange
  /** Set while it waits for a predecessor; cancels the wait. */
  cancel: (() => void) | undefined
}

/** Sends an exchange on, and resolves when it has ended. */
export type Deliver = (exchange: Exchange) => void | Promise<void>

/**
 * Sends messages on in the order of their numbers as they come: one whose predecessor is missing waits for it, until its time is over.
 * Messages are sent on one after the other, each when the one before has ended. When `capacity` messages wait, who comes next waits too.
 */
export class StreamResequencer {
  private readonly expression: Expression
  private readonly options: StreamOptions
  private readonly clock: Clock
  private readonly deliver: Deliver
  /** In order of their numbers. */
  private readonly elements: Element[] = []
  private last: Element | undefined
  private sending = false
  private readonly waiting: (() => void)[] = []

  constructor(expression: Expression, options: StreamOptions, clock: Clock, deliver: Deliver) {
    this.expression = expression
    this.options = options
    this.clock = clock
    this.deliver = deliver
  }

  get held(): number {
    return this.elements.length
  }

  take(exchange: Exchange): void | Promise<void> {
    if (this.elements.length >= this.options.capacity)
      return new Promise<void>(resolve => this.waiting.push(resolve)).then(() => this.take(exchange))
    return andThen(this.number(exchange), number => this.insert(exchange, number)) as void | Promise<void>
  }

  stop(): void {
    for (const element of this.elements) element.cancel?.()
  }

  private number(exchange: Exchange): MaybePromise<number | null> {
    return andThen(keyOf(this.expression, exchange), value => {
      try {
        const number = convertOrNull(value, 'java.lang.Long')
        return number === null ? null : Number(number)
      } catch (error) {
        if (isKafilaError(error)) return null
        throw error
      }
    })
  }

  private insert(exchange: Exchange, number: number | null): void {
    const problem = this.problem(exchange, number)
    if (problem !== undefined) {
      if (this.options.ignoreInvalidExchanges) return
      throw exchangeFailure('Error processing Exchange in StreamResequencer', exchange, problem)
    }
    const copy = correlatedCopy(exchange)
    exchange.handOver(copy)
    this.place({ number: number!, exchange: copy, cancel: undefined })
    void this.sendReady()
  }

  private problem(exchange: Exchange, number: number | null): Error | undefined {
    if (number === null) return errors.KF_RUN_ILLEGAL_ARGUMENT({ reason: 'Element cannot be used in comparator: it has no whole number' })
    const { last } = this
    if (!this.options.rejectOld || last === undefined || number >= last.number) return undefined
    return errors.KF_RUN_EXCHANGE(
      { reason: `rejecting message [${exchange}], it should have been sent before the last delivered message [${last.exchange}]` },
      { type: 'org.apache.camel.processor.resequencer.MessageRejectedException' },
    )
  }

  /** Puts an element where it belongs; one with a number that waits already is dropped. */
  private place(element: Element): void {
    const { elements } = this
    let index = elements.length
    while (index > 0 && elements[index - 1]!.number >= element.number) index -= 1
    if (elements[index]?.number === element.number) {
      void element.exchange.unitOfWork?.complete(element.exchange)
      return
    }
    elements.splice(index, 0, element)
    const successor = elements[index + 1]
    if (successor?.number === element.number + 1) this.ready(successor)
    const follows = this.last?.number === element.number - 1 || elements[index - 1]?.number === element.number - 1
    if (!follows) element.cancel = this.clock.after(this.options.timeout, () => this.timeOver(element))
  }

  private ready(element: Element): void {
    element.cancel?.()
    element.cancel = undefined
  }

  private timeOver(element: Element): void {
    element.cancel = undefined
    void this.sendReady()
  }

  /** Sends on what need not wait any longer, from the lowest number on. */
  private async sendReady(): Promise<void> {
    if (this.sending) return
    this.sending = true
    for (let first = this.elements[0]; first !== undefined && first.cancel === undefined; first = this.elements[0]) {
      this.elements.shift()
      this.last = first
      await this.deliver(first.exchange)
    }
    this.sending = false
    const room = this.options.capacity - this.elements.length
    for (const enter of this.waiting.splice(0, Math.max(0, room))) enter()
  }
}
