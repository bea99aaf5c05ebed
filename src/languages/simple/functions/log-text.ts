import { javaClassOf } from '../../../converters/java-class.ts'
import { javaText } from '../../../converters/text.ts'
import type { Exchange } from '../../../core/exchange.ts'
import { isByteSource } from '../../../core/stream-body.ts'
import { textOf } from '../evaluate.ts'

const MAX_CHARS = 1000
const LABEL = 20

function row(label: string, text: string): string {
  return `\t${label.padEnd(LABEL)}${text}`
}

function bodyText(exchange: Exchange): string {
  const { body } = exchange
  if (body === null || body === undefined) return '[Body is null]'
  const text = isByteSource(body) ? `[Body is instance of ${javaClassOf(body)}]` : (textOf(body, exchange) ?? '')
  return text.length > MAX_CHARS ? `${text.slice(0, MAX_CHARS)}... [Body clipped after ${MAX_CHARS} chars]` : text
}

/** An exchange as several lines: `${logExchange}`. */
export function logText(exchange: Exchange): string {
  const headers = exchange.headerEntries().map(([name, value]) => `${name}=${javaText(value)}`)
  return [
    'Exchange[',
    row('Id', exchange.id),
    row('ExchangePattern', exchange.pattern),
    row('Headers', `{${headers.join(', ')}}`),
    row('BodyType', javaClassOf(exchange.body)),
    row('Body', bodyText(exchange)),
    ']',
  ].join('\n')
}

/** Where an exchange has been, as far as it is known: the route that it came from and the one that it is in, then the exchange. */
export function historyText(exchange: Exchange): string {
  const routes = [...new Set([exchange.fromRouteId, exchange.routeId])].filter(id => id !== '')
  const lines = routes.map(id => row(id, exchange.fromRouteId === id ? exchange.fromEndpoint : ''))
  return ['Message History', ...lines, '', logText(exchange)].join('\n')
}
