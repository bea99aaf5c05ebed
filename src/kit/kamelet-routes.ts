import { errors } from '../core/errors.ts'
import type { MaybePromise, Step } from '../core/step.ts'
import type { ConnectorContext, Sink } from './connector.ts'

/** One use of a Kamelet: the route that was made for it. */
export interface KameletUse {
  readonly routeId: string
  /** Whether the route can take messages already; of one that is made while messages flow, the promise of it. */
  readonly ready: MaybePromise<void>
}

/** The sink of a `kamelet:` endpoint, which can be told what `kamelet:sink` inside of its Kamelet calls. */
export interface KameletSink extends Sink {
  /** Steps that `kamelet:sink` calls; of several the last counts. */
  attach(steps: Step): void
}

/** The routes of the Kamelets of one runtime, by the ids of the routes: how messages come in and where they leave. */
export class KameletRoutes {
  /** Routes that begin with `kamelet:source`. */
  readonly entries = new Map<string, Step>()
  /** What `kamelet:sink` calls: the route that uses a source, or the steps of a kamelet step. */
  readonly exits = new Map<string, Step>()
  private readonly uses = new Map<string, KameletUse>()

  /** Remembers the use that an endpoint stands for. */
  add(uri: string, use: KameletUse): void {
    this.uses.set(uri, use)
  }

  /** An endpoint that nobody keeps any more. */
  forget(uri: string): void {
    this.uses.delete(uri)
  }

  /** The use that an endpoint stands for. */
  use(uri: string): KameletUse {
    const use = this.uses.get(uri)
    if (use === undefined) throw errors.KF_RUN_ILLEGAL_STATE({ reason: `${uri} was not made by a runtime` })
    return use
  }
}

/** The routes of the Kamelets of this runtime. */
export function kameletRoutes(context: Pick<ConnectorContext, 'shared'>): KameletRoutes {
  return context.shared('kamelet', () => new KameletRoutes())
}
