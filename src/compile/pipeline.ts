import type { Step } from '../core/step.ts'
import type { ErrorPolicy, PipelineNode } from './error-policy.ts'
import { ReferencePipeline } from './reference-pipeline.ts'

const nothing: Step = () => undefined

/** Joins compiled steps to one, under an error policy. */
export function compilePipeline(
  nodes: readonly PipelineNode[],
  policy: ErrorPolicy | undefined,
  routeId: string,
  _engine: 'generated' | 'reference',
): Step {
  if (nodes.length === 0) return nothing
  return new ReferencePipeline(nodes, policy, routeId).step
}
