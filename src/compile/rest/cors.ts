import { toText } from '../../converters/index.ts'
import type { Exchange } from '../../core/exchange.ts'

const DEFAULTS: Readonly<Record<string, string>> = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Methods': 'GET, HEAD, POST, PUT, DELETE, TRACE, OPTIONS, CONNECT, PATCH',
  'Access-Control-Allow-Headers':
    'Origin, Accept, X-Requested-With, Content-Type, Access-Control-Request-Method, Access-Control-Request-Headers',
  'Access-Control-Max-Age': '3600',
}

const CREDENTIALS = 'Access-Control-Allow-Credentials'

/** Sets the headers of CORS on an answer. Where credentials are allowed, any origin (`*`) becomes the one that asks. */
export function addCorsHeaders(exchange: Exchange, given: Readonly<Record<string, string>>): void {
  const credentials = given[CREDENTIALS]
  const origin = toText(exchange.header('Origin'), exchange)
  for (const [name, usual] of Object.entries(DEFAULTS)) {
    const value = given[name] ?? usual
    const narrowed = name === 'Access-Control-Allow-Origin' && value === '*' && credentials?.toLowerCase() === 'true' ? origin : null
    exchange.setHeader(name, narrowed ?? value)
  }
  if (credentials !== undefined) exchange.setHeader(CREDENTIALS, credentials)
}
