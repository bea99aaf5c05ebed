import { toText } from '../../converters/index.ts'
import type { Exchange } from '../../core/exchange.ts'
import { corsHeaders } from '../../http/cors-headers.ts'

const CREDENTIALS = 'Access-Control-Allow-Credentials'

/** Sets the headers of CORS on an answer. Where credentials are allowed, any origin (`*`) becomes the one that asks. */
export function addCorsHeaders(exchange: Exchange, given: Readonly<Record<string, string>>): void {
  const credentials = given[CREDENTIALS]
  const origin = toText(exchange.header('Origin'), exchange)
  for (const [name, value] of corsHeaders(given)) {
    const narrowed = name === 'Access-Control-Allow-Origin' && value === '*' && credentials?.toLowerCase() === 'true' ? origin : null
    exchange.setHeader(name, narrowed ?? value)
  }
  if (credentials !== undefined) exchange.setHeader(CREDENTIALS, credentials)
}
