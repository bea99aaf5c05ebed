import { kinds } from '../client/kinds.ts'
import type { Renderer, RenderInput } from './context.ts'
import { child, selectorLabels } from './metadata.ts'

/** Whether there is a Service: where it is asked for, or routes serve HTTP. */
export function hasService({ integration, needs, workload }: RenderInput): boolean {
  if (workload === 'Job' || workload === 'CronJob') return false
  return integration.spec.service?.enabled ?? needs.http
}

export const SERVICE_PORT = 80

/** The Service before the pods. */
export const renderService: Renderer = input => {
  if (!hasService(input)) return []
  const { integration } = input
  const { type = 'ClusterIP', port = SERVICE_PORT, annotations } = integration.spec.service ?? {}
  const ports = [{ name: 'http', port, protocol: 'TCP', targetPort: 'http', appProtocol: 'http' }]
  return [child(input, kinds.Service, { spec: { type, selector: selectorLabels(integration), ports } }, { annotations })]
}
