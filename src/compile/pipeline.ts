import { nothing, type Step } from '../core/step.ts'
import type { ErrorPolicy, PipelineNode } from './error-policy.ts'
import { ReferencePipeline } from './reference-pipeline.ts'
import { generatedPipeline } from './spine.ts'

/** `generated` is the fast one; `reference` the plain loop that it is held against. */
export type Engine = 'generated' | 'reference'

/** Joins compiled steps to one, under an error policy. */
export function compilePipeline(nodes: readonly PipelineNode[], policy: ErrorPolicy | undefined, routeId: string, engine: Engine): Step {
  if (nodes.length === 0) return nothing
  return engine === 'generated' ? generatedPipeline(nodes, policy, routeId) : new ReferencePipeline(nodes, policy, routeId).step
}
