import type { Exchange } from '../core/exchange.ts'
import type { FollowedStep, Follower } from '../core/follower.ts'
import { maskUri } from '../core/mask-secrets.ts'
import { monotonicMs } from '../core/monotonic.ts'
import { isDeadLettered, outcomeOf } from '../core/outcome.ts'
import { compilePattern } from '../core/pattern.ts'
import type { MaybePromise, Step } from '../core/step.ts'
import { Suspension } from '../core/suspension.ts'
import type { Kafila } from '../runtime/kafila.ts'
import type { RouteHandle } from '../runtime/route-handle.ts'
import type { RouteWatch } from '../runtime/route-watch.ts'
import { lookAt, type ShownMessage, shownMessage } from './shown-message.ts'
import { failureText, type SampledStep, StepNotes } from './step-notes.ts'

/** A message on its way through a route, or through one step of it. */
export interface Sample {
  readonly route: string
  /** The step, where one was asked for. */
  readonly step?: string
  readonly exchangeId: string
  readonly pattern: 'InOnly' | 'InOut'
  /** When it came, in milliseconds since the epoch. */
  readonly at: number
  readonly durationMs: number
  /** `dead-lettered`: an error handler has taken it; to its source that is as good as completed. */
  readonly outcome: 'completed' | 'failed' | 'dead-lettered'
  /** Where a dead letter went, secrets covered. */
  readonly deadLetter?: string
  /** Class and message of the failure, also of one that was handled. */
  readonly failure?: string
  readonly in: ShownMessage
  readonly out: ShownMessage
  /** What the steps of the route did, in the order in which they began. */
  readonly steps?: readonly SampledStep[]
  /** How many steps more there were. */
  readonly stepsLeft?: number
}

export interface TapOptions {
  /** Routes by id, `prefix*` or a regular expression. Default: all. */
  readonly routes?: string
  /** Steps by id, in the same forms: a sample is then what one of them did, not the way through the route. */
  readonly steps?: string
  /** How many exchanges a second are looked at; default 10. */
  readonly perSecond?: number
  /** How many characters of a body are kept; default 4096. */
  readonly most?: number
  /** Told of each of them when it has left the route or step. */
  readonly sample: (sample: Sample) => void
}

/**
 * Looks at some exchanges of routes until the returned function is called. One of them takes its way through the route by the reference engine, and
 * tells of each step; all others take theirs as ever, at no cost. A tap of steps follows one after the other until a step is reached.
 */
export function tap(kafila: Kafila, options: TapOptions): () => void {
  const taken = new Samples(kafila, options)
  const stop = kafila.watches.add(compilePattern(options.routes ?? '*'), taken)
  taken.due()
  return () => {
    taken.close()
    stop()
  }
}

class Samples implements RouteWatch {
  readonly isSampling = true
  private readonly kafila: Kafila
  private readonly most: number
  private readonly isStep: ((id: string) => boolean) | undefined
  private readonly tell: (sample: Sample) => void
  private readonly timer: NodeJS.Timeout
  private isDue = true

  constructor(kafila: Kafila, { perSecond = 10, most = 4096, steps, sample }: TapOptions) {
    this.kafila = kafila
    this.most = most
    this.isStep = steps === undefined ? undefined : compilePattern(steps)
    this.tell = sample
    // a timer sets it, so that exchanges need not read the clock
    this.timer = setInterval(() => this.due(), 1000 / perSecond).unref()
  }

  /** The next exchange is looked at. */
  due(): void {
    this.isDue = true
    this.kafila.watches.due(this)
  }

  close(): void {
    clearInterval(this.timer)
    this.isDue = false
  }

  wants(): boolean {
    return this.isDue
  }

  around<T>(exchange: Exchange, { id: route }: RouteHandle, run: () => MaybePromise<T>): MaybePromise<T> {
    if (this.isStep !== undefined) return this.stepsOf(exchange, route, this.isStep, run)
    this.isDue = false
    const notes = new StepNotes(route, exchange, this.most)
    const over = this.begin(exchange, { route })
    exchange.follower = notes
    const ended = (error?: unknown) => {
      notes.end()
      exchange.follower = notes.outer
      over(error, { steps: notes.steps, ...(notes.left > 0 && { stepsLeft: notes.left }) })
    }
    return whenOver(run, ended)
  }

  /** An exchange that may come to a step that is meant is followed until it does. */
  private stepsOf<T>(exchange: Exchange, route: string, isStep: (id: string) => boolean, run: () => MaybePromise<T>): MaybePromise<T> {
    const { follower: outer } = exchange
    const follower: Follower = {
      routeId: route,
      outer,
      around: (each, step, go) => (this.isDue && isStep(step.id) ? this.stepOf(each, route, step, go) : go(each)),
    }
    exchange.follower = follower
    return whenOver(run, () => {
      exchange.follower = outer
      // it did not come by there: the next one may
      if (this.isDue) this.kafila.watches.due(this)
    })
  }

  private stepOf(exchange: Exchange, route: string, { id: step }: FollowedStep, go: Step): void | Promise<void> {
    this.isDue = false
    const over = this.begin(exchange, { route, step })
    const ended = (error?: unknown) => {
      // it runs once more, and is looked at then
      if (error instanceof Suspension) this.isDue = true
      else over(error)
    }
    return whenOver(() => go(exchange), ended) as void | Promise<void>
  }

  private begin(exchange: Exchange, place: Pick<Sample, 'route' | 'step'>) {
    const [at, began, before] = [this.kafila.services.clock.now(), monotonicMs(), lookAt(exchange, this.most)]
    return (thrown: unknown, more: Pick<Sample, 'steps' | 'stepsLeft'> = {}) => {
      const outcome = thrown === undefined ? outcomeOf(exchange) : ({ status: 'failed', error: thrown } as const)
      const isDead = outcome.status === 'completed' && place.step === undefined && isDeadLettered(exchange)
      const deadLetter = isDead ? exchange.property('CamelToEndpoint') : undefined
      const handled = place.step === undefined ? exchange.property('CamelExceptionCaught') : undefined
      const error = outcome.status === 'failed' ? outcome.error : handled
      this.tell({
        ...place,
        exchangeId: exchange.id,
        pattern: exchange.pattern,
        at,
        durationMs: monotonicMs() - began,
        outcome: isDead ? 'dead-lettered' : outcome.status,
        ...(typeof deadLetter === 'string' && { deadLetter: maskUri(deadLetter) }),
        ...(error !== undefined && error !== null && { failure: failureText(error) }),
        in: before.later(),
        out: shownMessage(exchange, this.most),
        ...more,
      })
    }
  }
}

/** Tells when something is over, with what it has thrown, and gives what that gives. */
function whenOver<T>(run: () => MaybePromise<T>, over: (error?: unknown) => void): MaybePromise<T> {
  const failed = (error: unknown): never => {
    over(error)
    throw error
  }
  const done = (value: T): T => {
    over()
    return value
  }
  let value: MaybePromise<T>
  try {
    value = run()
  } catch (error) {
    return failed(error)
  }
  return value instanceof Promise ? value.then(done, failed) : done(value)
}
