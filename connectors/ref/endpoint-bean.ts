import { errors } from '../../src/core/errors.ts'
import type { Services } from '../../src/core/services.ts'
import type { EndpointHandle } from '../../src/kit/index.ts'

/** An endpoint among the beans: an object with a `sink`. */
export function endpointBean(name: string, services: Services): Pick<EndpointHandle, 'sink'> {
  const bean = services.bean(name)
  if (typeof (bean as Partial<EndpointHandle> | undefined)?.sink === 'function') return bean as EndpointHandle
  throw errors.KF_ROUTE_UNKNOWN_BEAN({ name }, { type: 'org.apache.camel.NoSuchEndpointException' })
}
