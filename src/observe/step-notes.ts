import { exceptionMessage, exceptionType } from '../core/exceptions.ts'
import type { Exchange } from '../core/exchange.ts'
import type { FollowedStep, Follower } from '../core/follower.ts'
import { maskUri } from '../core/mask-secrets.ts'
import { monotonicMs } from '../core/monotonic.ts'
import type { Step } from '../core/step.ts'
import { Suspension } from '../core/suspension.ts'
import { coveredText } from './covered-text.ts'
import type { ShownBody } from './shown-body.ts'

/** A message as it is shown; the shape of what `show` gives. */
export interface NotedMessage extends ShownBody {
  readonly headers: Readonly<Record<string, string>>
}

/** One attempt of a step, and what it changed. */
export interface NotedStep {
  readonly id: string
  /** The EIP. */
  readonly name: string
  /** The exchange, where it is a copy: a part of a split. */
  readonly exchangeId?: string
  /** Milliseconds from the arrival of the message. */
  readonly at: number
  readonly durationMs: number
  /** Where it sent the message, secrets covered, and what it sent. */
  readonly endpoint?: string
  readonly sent?: NotedMessage
  /** The body, where it is another one now. */
  readonly body?: ShownBody
  /** Headers that are others now; `null`: gone. */
  readonly headers?: Readonly<Record<string, string | null>>
  /** Class and message of its failure. */
  readonly failure?: string
}

/** More steps of one exchange are only counted. */
const MOST_STEPS = 200

/** Notes down what the steps of a route do with one exchange. */
export class StepNotes implements Follower {
  readonly routeId: string
  readonly outer: Follower | undefined
  /** In the order in which they began. */
  readonly steps: NotedStep[] = []
  /** Steps that were not noted down, because there were too many. */
  left = 0
  private readonly exchange: Exchange
  private readonly show: (exchange: Exchange) => NotedMessage
  private readonly started = monotonicMs()
  private isOver = false

  constructor(routeId: string, exchange: Exchange, show: (exchange: Exchange) => NotedMessage) {
    this.routeId = routeId
    this.exchange = exchange
    this.outer = exchange.follower
    this.show = show
  }

  /** What copies of the exchange do later is not noted down. */
  end(): void {
    this.isOver = true
  }

  around(exchange: Exchange, step: FollowedStep, run: Step): void | Promise<void> {
    if (this.isOver) return run(exchange)
    if (this.steps.length >= MOST_STEPS) {
      this.left += 1
      return run(exchange)
    }
    const over = this.begin(exchange, step)
    const failed = (error: unknown): never => {
      over(error)
      throw error
    }
    try {
      const waiting = run(exchange)
      return waiting === undefined ? over() : waiting.then(() => over(), failed)
    } catch (error) {
      return failed(error)
    }
  }

  private begin(exchange: Exchange, { id, name }: FollowedStep): (error?: unknown) => void {
    const [began, before] = [monotonicMs(), this.show(exchange)]
    // what is not over yet stands in its place, so that steps inside come behind it
    const place: NotedStep = { id, name, at: began - this.started, durationMs: 0 }
    this.steps.push(place)
    return error => {
      if (this.isOver) return
      const index = this.steps.indexOf(place)
      if (error instanceof Suspension) return void this.steps.splice(index, 1)
      const after = exchange.property('CamelToEndpoint')
      const sends = SENDS.has(name) && typeof after === 'string'
      this.steps[index] = {
        ...place,
        ...(exchange !== this.exchange && { exchangeId: exchange.id }),
        durationMs: monotonicMs() - began,
        ...(sends && { endpoint: maskUri(after), sent: before }),
        ...changes(before, this.show(exchange)),
        ...(error !== undefined && { failure: coveredText(`${exceptionType(error)}: ${exceptionMessage(error)}`) }),
      }
    }
  }
}

/** Steps that send the message to one endpoint and tell which. */
const SENDS = new Set(['to', 'toD', 'enrich', 'poll', 'pollEnrich'])

function changes(before: NotedMessage, after: NotedMessage): Pick<NotedStep, 'body' | 'headers'> {
  const { headers: had, ...bodyBefore } = before
  const { headers: has, ...body } = after
  const headers = Object.fromEntries([
    ...Object.entries(has).filter(([name, value]) => had[name] !== value),
    ...Object.keys(had)
      .filter(name => !(name in has))
      .map(name => [name, null]),
  ]) as Record<string, string | null>
  return {
    ...((body.body !== bodyBefore.body || body.bodyType !== bodyBefore.bodyType) && { body }),
    ...(Object.keys(headers).length > 0 && { headers }),
  }
}
