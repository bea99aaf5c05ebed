import { kinds } from '../client/kinds.ts'
import type { Renderer } from './context.ts'
import { child } from './metadata.ts'
import { hasService } from './service.ts'

/** The Ingress, where it is asked for and there is a Service behind it. */
export const renderIngress: Renderer = input => {
  const { ingress } = input.integration.spec
  if (ingress === undefined || !hasService(input)) return []
  const { host, path = '/', pathType = 'Prefix', className, tlsSecretName, annotations } = ingress
  const backend = { service: { name: input.integration.metadata.name, port: { name: 'http' } } }
  const spec = {
    ...(className !== undefined && { ingressClassName: className }),
    ...(tlsSecretName !== undefined && { tls: [{ secretName: tlsSecretName, ...(host !== undefined && { hosts: [host] }) }] }),
    rules: [{ ...(host !== undefined && { host }), http: { paths: [{ path, pathType, backend }] } }],
  }
  return [child(input, kinds.Ingress, { spec }, { annotations })]
}
