import { errors } from '../../src/core/errors.ts'
import type { Step } from '../../src/core/step.ts'
import type { ConnectorContext } from '../../src/kit/index.ts'

/** The routes that consume from direct: endpoints, by name, and who waits for one to appear. */
export class DirectConsumers {
  private readonly byName = new Map<string, Step>()
  private readonly waiting = new Set<() => void>()

  get(name: string): Step | undefined {
    return this.byName.get(name)
  }

  /** One consumer per name. */
  add(name: string, step: Step, uri: string): void {
    if (this.byName.has(name)) throw errors.KF_CONN_MULTIPLE_CONSUMERS({ uri })
    this.byName.set(name, step)
    for (const wake of [...this.waiting]) wake()
  }

  remove(name: string, step: Step): void {
    if (this.byName.get(name) === step) this.byName.delete(name)
  }

  /** Calls `wake` when a consumer appears; returns what takes that back. */
  watch(wake: () => void): () => void {
    this.waiting.add(wake)
    return () => this.waiting.delete(wake)
  }
}

/** The consumers of this runtime. */
export function directConsumers(context: ConnectorContext): DirectConsumers {
  return context.shared('direct', () => new DirectConsumers())
}
