import type { Step } from '../core/step.ts'
import type { ErrorPolicy, PipelineNode } from './error-policy.ts'
import { compilePipeline } from './pipeline.ts'
import type { RouteScope } from './route-builder.ts'

/** Tells who wants to know (a test) of the ways into a list of steps: each step, with those behind it, under the same error handling. */
export function offerEntries(nodes: readonly PipelineNode[], policy: ErrorPolicy | undefined, { routeId, environment }: RouteScope): void {
  const { entry, engine } = environment
  if (entry === undefined) return
  for (const [index, { id }] of nodes.entries())
    entry(routeId, id, (): Step => compilePipeline(nodes.slice(index), policy, routeId, engine))
}
