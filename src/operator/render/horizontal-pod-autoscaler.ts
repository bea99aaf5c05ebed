import { kinds } from '../client/kinds.ts'
import type { Renderer } from './context.ts'
import { child } from './metadata.ts'

/** The autoscaler. It scales the Integration by its scale subresource, so that there is one number of pods, and the operator applies it. */
export const renderHorizontalPodAutoscaler: Renderer = input => {
  const { integration, workload } = input
  const { autoscaling, suspend } = integration.spec
  if (autoscaling === undefined || suspend || workload === 'Job' || workload === 'CronJob') return []
  const { minReplicas = 1, maxReplicas, targetCPUUtilization, targetMemoryUtilization } = autoscaling
  const targets = { cpu: targetCPUUtilization, memory: targetMemoryUtilization }
  const metrics = Object.entries(targets).flatMap(([name, averageUtilization]) =>
    averageUtilization === undefined ? [] : [{ type: 'Resource', resource: { name, target: { type: 'Utilization', averageUtilization } } }],
  )
  const { apiVersion, kind } = kinds.Integration
  const spec = { scaleTargetRef: { apiVersion, kind, name: integration.metadata.name }, minReplicas, maxReplicas, metrics }
  return [child(input, kinds.HorizontalPodAutoscaler, { spec })]
}
