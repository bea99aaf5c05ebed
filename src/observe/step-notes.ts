import { exceptionMessage, exceptionType } from '../core/exceptions.ts'
import type { Exchange } from '../core/exchange.ts'
import type { FollowedStep, Follower } from '../core/follower.ts'
import { maskUri } from '../core/mask-secrets.ts'
import { monotonicMs } from '../core/monotonic.ts'
import type { Step } from '../core/step.ts'
import { Suspension } from '../core/suspension.ts'
import { coveredText } from './covered-text.ts'
import type { ShownBody } from './shown-body.ts'
import { lookAt, type ShownHeader, type ShownMessage, shownMessage } from './shown-message.ts'

/** One attempt of a step, and what it changed. */
export interface SampledStep {
  readonly id: string
  /** The EIP: `to`, `setBody` … */
  readonly name: string
  /** The exchange, where it is a copy: a part of a split. */
  readonly exchangeId?: string
  /** Milliseconds from the arrival of the message in the route. */
  readonly at: number
  readonly durationMs: number
  /** Where it sent the message, secrets covered, and the message that it sent. */
  readonly endpoint?: string
  readonly sent?: ShownMessage
  /** The body, where it is another one now. */
  readonly body?: ShownBody
  /** Headers that are others now; `null`: gone, or nothing. */
  readonly headers?: Readonly<Record<string, ShownHeader>>
  /** Class and message of its failure. */
  readonly failure?: string
}

/** Further steps of one exchange are only counted. */
const MOST_STEPS = 200
/** So many times as much as of one body is kept of all bodies together. */
const MOST_BODIES = 16

/** Steps that send a message to one endpoint, or fetch one from there, and say in `CamelToEndpoint` which it was. */
const SENDERS: ReadonlySet<string> = new Set(['to', 'toD', 'enrich', 'poll', 'pollEnrich'])

/** Class and message of a failure, secrets covered. */
export function failureText(error: unknown): string {
  return coveredText(`${exceptionType(error)}: ${exceptionMessage(error)}`)
}

/** Notes down what the steps of a route do with one exchange and its copies. */
export class StepNotes implements Follower {
  readonly routeId: string
  readonly outer: Follower | undefined
  /** In the order in which they began. */
  readonly steps: SampledStep[] = []
  /** How many steps were too many to be noted down. */
  left = 0
  private readonly exchange: Exchange
  private readonly most: number
  private readonly started = monotonicMs()
  private isOver = false
  /** How many characters of bodies may still be kept. */
  private room: number

  /** `most`: how many characters of a body are kept. */
  constructor(routeId: string, exchange: Exchange, most: number) {
    this.routeId = routeId
    this.exchange = exchange
    this.outer = exchange.follower
    this.most = most
    this.room = most * MOST_BODIES
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
    const most = Math.max(0, Math.min(this.most, this.room))
    const [began, before] = [monotonicMs(), lookAt(exchange, most)]
    // it has its place before it is over, so that steps inside of it come behind
    const place: SampledStep = { id, name, at: began - this.started, durationMs: 0 }
    this.steps.push(place)
    return error => {
      if (this.isOver) return
      const index = this.steps.indexOf(place)
      if (error instanceof Suspension) return void this.steps.splice(index, 1)
      const endpoint = SENDERS.has(name) ? exchange.property('CamelToEndpoint') : undefined
      const changed = changes(before.shown, shownMessage(exchange, most))
      const sent = typeof endpoint === 'string' ? { endpoint: maskUri(endpoint), sent: before.later() } : {}
      this.room -= (changed.body?.body.length ?? 0) + (sent.sent?.body.length ?? 0)
      this.steps[index] = {
        ...place,
        ...(exchange !== this.exchange && { exchangeId: exchange.id }),
        durationMs: monotonicMs() - began,
        ...sent,
        ...changed,
        ...(error !== undefined && { failure: failureText(error) }),
      }
    }
  }
}

function changes(before: ShownMessage, after: ShownMessage): Pick<SampledStep, 'body' | 'headers'> {
  const { headers: had } = before
  const { headers: has, ...body } = after
  const changed = Object.entries(has).filter(([name, value]) => had[name] !== value)
  const gone = Object.keys(had).filter(name => !(name in has))
  const headers = Object.fromEntries([...changed, ...gone.map(name => [name, null] as const)])
  return {
    ...((body.body !== before.body || body.bodyType !== before.bodyType) && { body }),
    ...(Object.keys(headers).length > 0 && { headers }),
  }
}
