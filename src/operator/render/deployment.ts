import { kinds } from '../client/kinds.ts'
import type { Renderer, RenderInput } from './context.ts'
import { child, selectorLabels } from './metadata.ts'
import { podTemplate } from './pod-template.ts'

/** How many pods run: none while it is suspended; not said where others decide. */
export function replicasOf({ integration, replicasAreOthers }: RenderInput): { readonly replicas?: number } {
  const { suspend, replicas = 1 } = integration.spec
  if (suspend) return { replicas: 0 }
  return replicasAreOthers ? {} : { replicas }
}

/** The Deployment. A pod is taken away only after a new one is ready, unless the strategy says otherwise: a bad version never replaces a good one. */
export const renderDeployment: Renderer = input => {
  if (input.workload !== 'Deployment') return []
  const { integration } = input
  const { deploy = {} } = integration.spec
  const spec = {
    ...replicasOf(input),
    revisionHistoryLimit: 2,
    progressDeadlineSeconds: deploy.progressDeadlineSeconds ?? 600,
    ...(deploy.minReadySeconds !== undefined && { minReadySeconds: deploy.minReadySeconds }),
    strategy:
      deploy.strategy === 'Recreate'
        ? { type: 'Recreate' }
        : { type: 'RollingUpdate', rollingUpdate: { maxSurge: deploy.maxSurge ?? 1, maxUnavailable: deploy.maxUnavailable ?? 0 } },
    selector: { matchLabels: selectorLabels(integration) },
    template: podTemplate(input),
  }
  return [child(input, kinds.Deployment, { spec })]
}
