import { type Exchange, RUNNING } from '../core/exchange.ts'
import type { Step } from '../core/step.ts'
import { Suspension } from '../core/suspension.ts'
import { type ErrorPolicy, type MessageSnapshot, type PipelineNode, snapshot } from './error-policy.ts'

/**
 * The reference engine: a plain loop over closures. The generated engine (spine.ts) gives the same results faster; this one is kept
 * to hold it against, and to go on where a step of the generated one failed.
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
      const before = this.keep(exchange, i)
      let waiting: void | Promise<void>
      try {
        waiting = nodes[i]!.step(exchange)
      } catch (error) {
        const handling = this.failed(exchange, error, i, before)
        // what fails while a failure is handled is not this node's to handle: it goes to the caller
        if (handling !== undefined) return handling.then(() => this.run(exchange, i + 1))
        continue
      }
      if (waiting !== undefined) return this.resume(exchange, waiting, i, before)
    }
  }

  /**
   * Waits for node `index`, then runs the nodes behind it: one asynchronous function for the whole rest, since each costs promises.
   */
  async resume(exchange: Exchange, waiting: Promise<void>, index: number, before: MessageSnapshot | undefined): Promise<void> {
    const { nodes } = this
    let pending: Promise<void> | undefined = waiting
    let kept = before
    for (let i = index; ; ) {
      try {
        // forgotten before it is awaited, or a failure would be waited for again
        const current = pending
        pending = undefined
        if (current !== undefined) await current
        while (++i < nodes.length && exchange.status === RUNNING) {
          kept = this.keep(exchange, i)
          const next = nodes[i]!.step(exchange)
          if (next !== undefined) await next
        }
        return
      } catch (error) {
        const handling = this.failed(exchange, error, i, kept)
        if (handling !== undefined) await handling
      }
    }
  }

  private keep(exchange: Exchange, index: number): MessageSnapshot | undefined {
    return this.policy?.keepsMessage && !this.nodes[index]!.step.failsUnchanged ? snapshot(exchange) : undefined
  }

  /** What happens to a failure of node `index`. */
  failed(exchange: Exchange, error: unknown, index: number, before: MessageSnapshot | undefined): void | Promise<void> {
    if (error instanceof Suspension) return this.again(exchange, error, index, before)
    const node = this.nodes[index]!
    if (this.policy === undefined || node.unguarded) throw error
    const settling = exchange.services.gathering.settle()
    return settling === undefined
      ? this.handle(exchange, error, node, before)
      : settling.then(() => this.handle(exchange, error, node, before))
  }

  private handle(exchange: Exchange, error: unknown, node: PipelineNode, before: MessageSnapshot | undefined): void | Promise<void> {
    const policy = this.policy!
    const start = node.step.failsUnchanged && policy.keepsMessage ? snapshot(exchange) : before
    return policy.onFailure(exchange, error, { node, routeId: this.routeId, before: start })
  }

  /** Waits for the body that a node needs, and runs the node again. */
  private async again(exchange: Exchange, suspension: Suspension, index: number, before: MessageSnapshot | undefined): Promise<void> {
    try {
      await suspension.ready()
      await this.nodes[index]!.step(exchange)
    } catch (error) {
      return this.failed(exchange, error, index, before)
    }
  }
}
