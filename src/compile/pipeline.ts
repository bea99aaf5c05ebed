import { nothing, type Step } from '../core/step.ts'
import type { ErrorPolicy, PipelineNode } from './error-policy.ts'
import { type FollowablePipeline, followedPipeline } from './followed-pipeline.ts'
import { ReferencePipeline } from './reference-pipeline.ts'
import { generatedPipeline } from './spine.ts'

/** `generated` is the fast one; `reference` the plain loop that it is held against. */
export type Engine = 'generated' | 'reference'

/** Joins compiled steps to one, under an error policy; what can be followed of it is added to `followable`. */
export function compilePipeline(
  nodes: readonly PipelineNode[],
  policy: ErrorPolicy | undefined,
  routeId: string,
  engine: Engine,
  followable?: FollowablePipeline[],
): Step {
  if (nodes.length === 0) return nothing
  const { step, follow } = engine === 'generated' ? generatedPipeline(nodes, policy, routeId) : referencePipeline(nodes, policy, routeId)
  followable?.push({ follow, steps: nodes })
  return step
}

function referencePipeline(nodes: readonly PipelineNode[], policy: ErrorPolicy | undefined, routeId: string) {
  const own = new ReferencePipeline(nodes, policy, routeId).step
  let run = own
  const follow = (isFollowed: boolean) => {
    run = isFollowed ? followedPipeline(nodes, policy, routeId, own) : own
  }
  return { step: ((exchange: Parameters<Step>[0]) => run(exchange)) as Step, follow }
}
