import { kinds } from '../client/kinds.ts'
import type { Renderer } from './context.ts'
import { child } from './metadata.ts'
import { hasService, SERVICE_PORT } from './service.ts'

/** The HTTPRoute of the Gateway API, where it is asked for and there is a Service behind it. */
export const renderHttpRoute: Renderer = input => {
  const { gateway, service } = input.integration.spec
  if (gateway === undefined || !hasService(input)) return []
  const { parentRefs, hostnames, path = '/' } = gateway
  const spec = {
    parentRefs: parentRefs.map(each => ({ group: 'gateway.networking.k8s.io', kind: 'Gateway', ...each })),
    ...(hostnames?.length && { hostnames }),
    rules: [
      {
        matches: [{ path: { type: 'PathPrefix', value: path } }],
        backendRefs: [
          { group: '', kind: 'Service', name: input.integration.metadata.name, port: service?.port ?? SERVICE_PORT, weight: 1 },
        ],
      },
    ],
  }
  return [child(input, kinds.HTTPRoute, { spec })]
}
