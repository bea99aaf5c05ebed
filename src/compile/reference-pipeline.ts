import { type Exchange, RUNNING } from '../core/exchange.ts'
import type { Step } from '../core/step.ts'
import { Suspension } from '../core/suspension.ts'
import { type ErrorPolicy, type MessageSnapshot, type PipelineNode, snapshot } from './error-policy.ts'

/**
 * The reference engine: a plain loop over closures. The generated engine (spine.ts) gives the same results faster; this one is kept
 * to hold it against, and to go on where the generated head had to wait.
 *
 * A step that returns a promise moves the rest into an asynchronous tail. A step that throws `Suspension` runs again when its body has
 * been read. Any other failure goes to the error policy; without one (inside doTry, noErrorHandler) it is thrown to the caller.
 */
export class ReferencePipeline {
  private readonly nodes: readonly PipelineNode[]
  private readonly policy: ErrorPolicy | undefined
  private readonly routeId: string

  constructor(nodes: readonly PipelineNode[], policy: ErrorPolicy | undefined, routeId: string) {
    this.nodes = nodes
    this.policy = policy
    this.routeId = routeId
  }

  readonly step: Step = exchange => this.run(exchange, 0)

  /** Runs the nodes from `index` on, until one has to wait, halts the exchange, or the end. */
  run(exchange: Exchange, index: number): void | Promise<void> {
    const { nodes } = this
    for (let i = index; i < nodes.length && exchange.status === RUNNING; i++) {
      const waiting = this.one(exchange, i)
      if (waiting !== undefined) return this.tail(exchange, waiting, i + 1)
    }
  }

  /** Goes on behind node `next - 1`, for which `waiting` is. */
  async tail(exchange: Exchange, waiting: Promise<void>, next: number): Promise<void> {
    await waiting
    const { nodes } = this
    for (let i = next; i < nodes.length && exchange.status === RUNNING; i++) {
      const result = this.one(exchange, i)
      if (result !== undefined) await result
    }
  }

  /** Runs one node under the error policy. */
  one(exchange: Exchange, index: number): void | Promise<void> {
    const before = this.policy?.keepsMessage ? snapshot(exchange) : undefined
    try {
      const waiting = this.nodes[index]!.step(exchange)
      return waiting === undefined ? undefined : this.guard(exchange, waiting, index, before)
    } catch (error) {
      return this.failed(exchange, error, index, before)
    }
  }

  /** Waits for a node; its failure goes to the error policy. */
  async guard(exchange: Exchange, waiting: Promise<void>, index: number, before: MessageSnapshot | undefined): Promise<void> {
    try {
      await waiting
    } catch (error) {
      await this.failed(exchange, error, index, before)
    }
  }

  /** What happens to a failure of node `index`. */
  failed(exchange: Exchange, error: unknown, index: number, before: MessageSnapshot | undefined): void | Promise<void> {
    if (error instanceof Suspension) return this.again(exchange, error, index, before)
    const node = this.nodes[index]!
    if (this.policy === undefined || node.unguarded) throw error
    return this.policy.onFailure(exchange, error, { node, routeId: this.routeId, before })
  }

  private async again(exchange: Exchange, suspension: Suspension, index: number, before: MessageSnapshot | undefined): Promise<void> {
    try {
      await suspension.ready()
    } catch (error) {
      return this.failed(exchange, error, index, before)
    }
    return this.one(exchange, index)
  }
}
