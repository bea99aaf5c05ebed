import type { Exchange } from './exchange.ts'
import type { Step } from './step.ts'

/** A message of a batch whose effect failed, by its place in the batch. */
export interface GatheredFailure {
  readonly index: number
  readonly error: unknown
}

/** Messages whose effects are done together. */
export interface GatheredBatch {
  /** Does the effects in their order up to the first that fails, and is called again for those behind it; `undefined` where all are done. */
  run(): GatheredFailure | undefined
}

/** The side of a sink that can do the effects of several messages together. */
export interface GatheringSink {
  /** Takes a message; false, with nothing done, where this one cannot be done with those before it. Throws what is wrong with the message itself. */
  take(exchange: Exchange): boolean
  /** Whether the batch is large enough to be done now. */
  readonly full: boolean
  /** The messages taken, which are the caller's from now on. */
  release(): GatheredBatch
}

/** Who lets effects be gathered: told of messages whose effect failed, as if it had failed when it was asked for. */
export interface Gatherer {
  failed(exchange: Exchange, recover: (exchange: Exchange) => void | Promise<void>): void | Promise<void>
}

/** What the step that sent the message does with a failure. */
export type Recovery = (exchange: Exchange, error: unknown) => void | Promise<void>

/**
 * Effects that are put off to be done together, within one synchronous stretch of a loop over parts that otherwise only compute. Nobody can
 * see the difference, since they are done (`settle`) before anybody else has his turn: before the loop waits, before another effect,
 * before a failure is handled, at the end. One per runtime.
 */
export class Gathering {
  /** Whether the step that is running may leave its effect to be done with others. */
  open = false
  private gatherer: Gatherer | undefined
  private sink: GatheringSink | undefined
  private taken: Taken[] = []

  get full(): boolean {
    return this.sink?.full === true
  }

  /** A part that may leave its effect begins. */
  begin(gatherer: Gatherer): void {
    this.gatherer = gatherer
    this.open = true
  }

  /** Sends a message by a sink, now or with those to come; `plain` sends it now. */
  send(exchange: Exchange, sink: GatheringSink | undefined, plain: Step, recovery: Recovery): void | Promise<void> {
    if (sink !== undefined && (this.sink === undefined || this.sink === sink) && sink.take(exchange)) {
      this.sink = sink
      this.taken.push({ exchange, recovery })
      return
    }
    const waiting = this.settle()
    return waiting === undefined ? plain(exchange) : waiting.then(() => plain(exchange))
  }

  /** Does what was put off, and what the failures of it lead to. */
  settle(): void | Promise<void> {
    this.open = false
    const { sink, taken } = this
    if (sink === undefined) return
    this.sink = undefined
    this.taken = []
    return settled(sink.release(), taken, this.gatherer!)
  }
}

interface Taken {
  readonly exchange: Exchange
  readonly recovery: Recovery
}

function settled(batch: GatheredBatch, taken: readonly Taken[], gatherer: Gatherer): void | Promise<void> {
  for (;;) {
    const failure = batch.run()
    if (failure === undefined) return
    const { exchange, recovery } = taken[failure.index]!
    const waiting = gatherer.failed(exchange, each => recovery(each, failure.error))
    if (waiting !== undefined) return waiting.then(() => settled(batch, taken, gatherer))
  }
}
