import type { Exchange } from '../../src/core/exchange.ts'
import { usualSpelling } from '../../src/core/headers.ts'
import { goesIntoRequest } from '../../src/http/header-filter.ts'
import { headerTexts, latin } from '../../src/http/header-values.ts'
import { parseQuery } from '../../src/http/query.ts'
import { headerText } from './target.ts'

export interface RequestHeaderOptions {
  readonly skipRequestHeaders: boolean
  readonly bridgeEndpoint: boolean
  readonly customHostHeader: string | undefined
  readonly preserveHostHeader: boolean
  readonly connectionClose: boolean
  readonly userAgent: string
  /** Headers of the message that are left out, by folded name. */
  readonly withoutHeaders?: ReadonlySet<string>
}

/**
 * The headers of a request: those of the message, without Camel's and those of the connection. A list is written `[a, b]`. A bridge
 * leaves out what the query says already. Suspends where a value is an unread stream.
 */
export function requestHeaders(exchange: Exchange, options: RequestHeaderOptions, contentType: string | undefined): string[] {
  const result: string[] = []
  if (contentType !== undefined) result.push('Content-Type', contentType)
  if (!options.skipRequestHeaders) addMessageHeaders(result, exchange, options)
  const host = hostHeader(exchange, options)
  if (host !== undefined) result.push('Host', host)
  if (options.connectionClose) result.push('Connection', 'close')
  addUnlessGiven(result, 'User-Agent', options.userAgent)
  addUnlessGiven(result, 'Accept-Encoding', 'gzip, deflate, br')
  return result
}

function addMessageHeaders(result: string[], exchange: Exchange, { bridgeEndpoint, withoutHeaders }: RequestHeaderOptions): void {
  const { headers } = exchange
  const inQuery = bridgeEndpoint ? queryNames(exchange) : undefined
  for (const folded in headers) {
    const value = headers[folded]
    if (value === undefined || value === null || !goesIntoRequest(folded) || withoutHeaders?.has(folded)) continue
    const name = exchange.spellings?.get(folded) ?? usualSpelling(folded)
    if (inQuery?.has(name)) continue
    const texts = headerTexts(value, exchange)
    if (texts.length > 0) result.push(name, oneLine(texts.length > 1 ? `[${texts.join(', ')}]` : texts[0]!))
  }
}

function queryNames(exchange: Exchange): ReadonlySet<string> {
  return new Set([...parseQuery(headerText(exchange, 'CamelHttpQuery') ?? '')].map(([name]) => name))
}

/** A line break would begin another header. */
function oneLine(value: string): string {
  return latin(value.replaceAll(/[\r\n\0]/g, ' '))
}

function hostHeader(exchange: Exchange, { customHostHeader, preserveHostHeader }: RequestHeaderOptions): string | undefined {
  const own = preserveHostHeader ? headerText(exchange, 'Host') : null
  return own ?? customHostHeader
}

function addUnlessGiven(result: string[], name: string, value: string): void {
  const folded = name.toLowerCase()
  for (let i = 0; i < result.length; i += 2) if (result[i]!.toLowerCase() === folded) return
  result.push(name, value)
}
