import type { Options } from '../../model/route.ts'

/** A direct: endpoint as it is written, its name given in the URI or as a parameter. */
export function writtenUri(uri: string, parameters: Options | undefined): string {
  if (uri !== 'direct' || typeof parameters?.['name'] !== 'string') return uri
  const { name, ...others } = parameters
  const query = Object.entries(others).map(([key, value]) => `${key}=${String(value)}`)
  return `direct:${String(name)}${query.length === 0 ? '' : `?${query.join('&')}`}`
}
