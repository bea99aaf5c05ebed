import { setMaxListeners } from 'node:events'
import { exceptionMessage } from '../../core/exceptions.ts'
import type { Exchange } from '../../core/exchange.ts'
import { type Outcome, outcomeOf } from '../../core/outcome.ts'
import type { SourceContext } from '../connector.ts'
import { type BackoffTimes, backoffDelay, REDELIVER } from './backoff.ts'

/** How often a message was delivered, counted from 1: a property of the exchange. */
export const ATTEMPT_PROPERTY = 'KafilaDeliveryAttempt'

export interface RedeliverRules {
  /** Waiting times between attempts. */
  readonly times?: BackoffTimes
  /** Attempts in all before the message is settled as failed; default: without end. */
  readonly maximumAttempts?: number
}

/** Told once how a message ended for good: acknowledge it on `completed`, give it back on `failed`. Must not throw or reject. */
export type Settled = (outcome: Outcome) => void | Promise<void>

/**
 * Delivers messages of sources that acknowledge each of them or their positions. A message is settled when its effect is durable, or when
 * it has failed for good: where a group (aggregate) or a queue took it over, when that has ended. Until then a failed message is tried
 * again with growing delay, as a new exchange; it stays open at the broker meanwhile, so that a crash loses nothing.
 */
export class HeldDelivery {
  private readonly context: SourceContext
  private readonly rules: RedeliverRules
  private readonly stopping = new AbortController()
  /** Messages that failed and wait for their next attempt. */
  waiting = 0

  constructor(context: SourceContext, rules: RedeliverRules = {}) {
    this.context = context
    this.rules = rules
    // one for each message that waits for its next attempt
    setMaxListeners(0, this.stopping.signal)
  }

  /**
   * Delivers one message. `make` makes its exchange for each attempt. The promise, where there is one, resolves when the next message of
   * the same key may follow: when the message has ended its own way for good; settling may come later. Never rejects.
   */
  deliver(make: () => Exchange, settled: Settled): void | Promise<void> {
    this.context.meter.unsettled += 1
    return this.attempt(make, 1, settled)
  }

  /** No attempt follows: messages that wait for one are settled as failed at once. */
  stop(): void {
    this.stopping.abort()
  }

  private attempt(make: () => Exchange, number: number, settled: Settled): void | Promise<void> {
    const exchange = make()
    if (number > 1) exchange.setProperty(ATTEMPT_PROPERTY, number)
    this.context.meter.received += 1
    const held = new Held(this, make, number, settled)
    exchange.unit().settle(held.settle)
    const outcome = this.context.deliver(exchange)
    return outcome instanceof Promise ? outcome.then(held.end) : held.end(outcome)
  }

  /** An attempt is over. */
  over(outcome: Outcome, make: () => Exchange, number: number, settled: Settled): void | Promise<void> {
    if (outcome.status === 'failed') return this.failed(make, number, outcome, settled)
    return this.settled(outcome, settled)
  }

  private settled(outcome: Outcome, settled: Settled): void | Promise<void> {
    this.context.meter.unsettled -= 1
    return settled(outcome)
  }

  private failed(make: () => Exchange, number: number, outcome: Outcome & { status: 'failed' }, settled: Settled): void | Promise<void> {
    const { meter, services } = this.context
    meter.errors += 1
    if (number >= (this.rules.maximumAttempts ?? Number.POSITIVE_INFINITY) || this.stopping.signal.aborted)
      return this.settled(outcome, settled)
    const delay = backoffDelay(this.rules.times ?? REDELIVER, number)
    this.context.log(
      'WARN',
      `a message failed (attempt ${number}) and comes again in ${delay} ms: ${exceptionMessage(outcome.error)}`,
      outcome.error,
    )
    this.waiting += 1
    return services.clock.sleep(delay, this.stopping.signal).then(
      () => {
        this.waiting -= 1
        meter.redelivered += 1
        return this.attempt(make, number + 1, settled)
      },
      () => {
        this.waiting -= 1
        return this.settled(outcome, settled)
      },
    )
  }
}

/** Both ends of one attempt: its own way through the route, and what took it over meanwhile (a group, a queue). A failure of either counts. */
class Held {
  private ended = false
  private over = false
  private settlement: Outcome | undefined
  private readonly delivery: HeldDelivery
  private readonly make: () => Exchange
  private readonly number: number
  private readonly settled: Settled

  constructor(delivery: HeldDelivery, make: () => Exchange, number: number, settled: Settled) {
    this.delivery = delivery
    this.make = make
    this.number = number
    this.settled = settled
  }

  /** The own way has ended. */
  readonly end = (outcome: Outcome): void | Promise<void> => {
    this.ended = true
    if (outcome.status === 'failed') return this.finish(outcome)
    if (this.settlement !== undefined) return this.finish(this.settlement)
  }

  /** What acknowledges the message has run: on its own way, or later with its group. */
  readonly settle = (exchange: Exchange): void | Promise<void> => {
    this.settlement = outcomeOf(exchange)
    if (this.ended) return this.finish(this.settlement)
  }

  private finish(outcome: Outcome): void | Promise<void> {
    if (this.over) return
    this.over = true
    return this.delivery.over(outcome, this.make, this.number, this.settled)
  }
}
