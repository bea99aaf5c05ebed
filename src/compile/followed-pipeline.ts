import type { Exchange } from '../core/exchange.ts'
import type { FollowedStep } from '../core/follower.ts'
import type { Step } from '../core/step.ts'
import type { ErrorPolicy, PipelineNode } from './error-policy.ts'
import { ReferencePipeline } from './reference-pipeline.ts'

/** A pipeline whose steps can be followed. */
export interface FollowablePipeline {
  readonly steps: readonly FollowedStep[]
  /** Whether exchanges that somebody follows tell of its steps. Those that nobody follows take their usual way meanwhile. */
  follow(isFollowed: boolean): void
}

/**
 * What runs a pipeline while it is followed: for exchanges that somebody follows the same closures in the reference engine, each of
 * them told of; for all others what runs it as ever.
 */
export function followedPipeline(nodes: readonly PipelineNode[], policy: ErrorPolicy | undefined, routeId: string, own: Step): Step {
  const told = new ReferencePipeline(
    nodes.map(node => ({ ...node, step: toldStep(node, routeId) })),
    policy,
    routeId,
  )
  return exchange => (exchange.follower === undefined ? own(exchange) : told.step(exchange))
}

function toldStep({ id, name, step }: PipelineNode, routeId: string): Step {
  const followed: FollowedStep = { id, name }
  const told = (exchange: Exchange) => {
    let run = step
    for (let follower = exchange.follower; follower !== undefined; follower = follower.outer) {
      if (follower.routeId !== routeId) continue
      const [inner, around] = [run, follower]
      run = each => around.around(each, followed, inner)
    }
    return run(exchange)
  }
  return step.failsUnchanged ? Object.assign(told, { failsUnchanged: true }) : told
}
