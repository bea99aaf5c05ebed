import { kinds } from '../client/kinds.ts'
import type { Renderer } from './context.ts'
import { child, selectorLabels } from './metadata.ts'

/** The budget of disruptions: one pod at a time, where there are two or more. */
export const renderPodDisruptionBudget: Renderer = input => {
  const { integration, workload } = input
  const { disruption = {}, replicas = 1, autoscaling } = integration.spec
  const isMany = replicas > 1 || (autoscaling?.minReplicas ?? 1) > 1
  if (workload === 'Job' || workload === 'CronJob' || !(disruption.enabled ?? isMany)) return []
  const { minAvailable, maxUnavailable = 1 } = disruption
  const bound = minAvailable === undefined ? { maxUnavailable } : { minAvailable }
  // a pod that is not ready serves nobody: it must not keep a node from being emptied
  const spec = { ...bound, selector: { matchLabels: selectorLabels(integration) }, unhealthyPodEvictionPolicy: 'AlwaysAllow' }
  return [child(input, kinds.PodDisruptionBudget, { spec })]
}
