import { kinds } from '../client/kinds.ts'
import { contentHash } from './canonical-json.ts'
import type { Renderer, RenderInput } from './context.ts'
import { child } from './metadata.ts'
import { podTemplate } from './pod-template.ts'

/** What a Job and the template of a CronJob have in common. */
export function jobSpec(input: RenderInput): Record<string, unknown> {
  const { deploy = {} } = input.integration.spec
  return {
    backoffLimit: deploy.backoffLimit ?? 2,
    ...(deploy.activeDeadlineSeconds !== undefined && { activeDeadlineSeconds: deploy.activeDeadlineSeconds }),
    template: podTemplate(input),
  }
}

/** The Job: run once for each revision. Its template cannot be changed, so another one is another Job. */
export const renderJob: Renderer = input => {
  if (input.workload !== 'Job') return []
  const { deploy = {}, suspend = false } = input.integration.spec
  const fixed = jobSpec(input)
  const spec = {
    ...fixed,
    suspend,
    ...(deploy.ttlSecondsAfterFinished !== undefined && { ttlSecondsAfterFinished: deploy.ttlSecondsAfterFinished }),
  }
  return [child(input, kinds.Job, { spec }, { name: `${input.integration.metadata.name}-${contentHash(fixed, 8)}` })]
}
