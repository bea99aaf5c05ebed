import type { LocalEndpoint } from '../check/rule.ts'
import { parseUri, schemeOf } from '../compile/endpoint-uri.ts'
import { uriWithParameters } from '../compile/path-options.ts'
import type { Catalog } from '../kit/catalog.ts'

/** The endpoint that a URI with its parameters names, where its connector reaches sources of the same runtime. Throws on bad URIs. */
export function localEndpoint(catalog: Catalog, uri: string, parameters: Readonly<Record<string, unknown>>): LocalEndpoint | undefined {
  const connector = catalog.connectors.get(schemeOf(uri))
  if (connector?.local === undefined) return undefined
  const { scheme, path, query } = parseUri(uriWithParameters(connector, uri, parameters))
  const { single, needsSource } = connector.local
  return { address: `${scheme}:${path}`, single: single(Object.fromEntries(query)), needsSource }
}
