import { callerOf } from './place.ts'
import type { Parameters } from './types.ts'
import { Endpoint, type GivenOptions } from './values.ts'

/** An endpoint of a scheme: what stands before its path, the path, and options. */
export function endpointOf(begin: string, path: string, options: object, callee: Function): Endpoint {
  const scheme = begin.replace(/:.*/, '')
  return new Endpoint(path === '' ? scheme : `${begin}${path}`, { ...options } as GivenOptions, callerOf(callee))
}

/** An endpoint by its whole URI, for connectors of plug-ins and options that the types do not know. */
export function endpoint(uri: string, parameters: Parameters = {}): Endpoint {
  return new Endpoint(uri, { ...parameters }, callerOf(endpoint))
}
