import { errors } from '../../src/core/errors.ts'
import type { Exchange } from '../../src/core/exchange.ts'
import { isByteSource } from '../../src/core/stream-body.ts'
import { headerText, queryPart, type TargetOptions } from './target.ts'

export const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE', 'PATCH'] as const
export type Method = (typeof METHODS)[number]

/**
 * The method of a request: the endpoint's, else `CamelHttpMethod`, else GET where there is a query (whatever the body) or no body, and
 * POST where there is one.
 */
export function methodOf(exchange: Exchange, fixed: Method | undefined, options: TargetOptions): Method {
  if (fixed !== undefined) return fixed
  const given = options.skipControlHeaders ? null : headerText(exchange, 'CamelHttpMethod')
  if (given !== null) return named(given)
  if (hasQuery(exchange, options)) return 'GET'
  return hasBody(exchange.body) ? 'POST' : 'GET'
}

function named(given: string): Method {
  const found = METHODS.find(method => method === given.toUpperCase())
  if (found !== undefined) return found
  throw errors.KF_EXPR_CONVERSION_FAILED({
    from: 'java.lang.String',
    to: 'org.apache.camel.component.http.HttpMethods',
    value: given,
    reason: `java.lang.IllegalArgumentException: Enum class class org.apache.camel.component.http.HttpMethods does not have any constant with value: ${given}`,
  })
}

function hasQuery(exchange: Exchange, { skipControlHeaders, base }: TargetOptions): boolean {
  if (skipControlHeaders) return queryPart(base) !== null
  const uri = headerText(exchange, 'CamelHttpUri')
  return (uri === null ? headerText(exchange, 'CamelHttpQuery') : queryPart(uri)) !== null || queryPart(base) !== null
}

function hasBody(body: unknown): boolean {
  if (body === null || body === undefined) return false
  return !isByteSource(body) || body.bytes === undefined || body.bytes.length > 0
}

/** Whether requests of this method carry the body without being told to. */
export function carriesBody(method: Method): boolean {
  return method === 'POST' || method === 'PUT' || method === 'PATCH'
}
