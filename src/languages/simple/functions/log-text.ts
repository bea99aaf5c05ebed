import { javaClassOf, javaText } from '../../../converters/index.ts'
import type { Exchange } from '../../../core/exchange.ts'
import { textOf } from '../evaluate.ts'

const MAX_CHARS = 10_000
const RULE = '-'.repeat(135)

function row(label: string, text: string): string {
  return `\t${label.padEnd(20)}${text}`
}

function simpleName(value: unknown): string {
  if (value === null || value === undefined) return 'null'
  const name = javaClassOf(value)
  return /^java\.(lang|util)\.\w+$/.test(name) && name.startsWith('java.lang.') ? name.slice('java.lang.'.length) : name
}

function bodyText(exchange: Exchange): string {
  const text = textOf(exchange.body, exchange)
  if (text === null) return '[Body is null]'
  return text.length > MAX_CHARS
    ? `${text.slice(0, MAX_CHARS)}... [Body clipped after ${MAX_CHARS} chars, total length is ${text.length}]`
    : text
}

/** An exchange in several lines: `${logExchange}`. Headers are sorted by their names. */
export function logText(exchange: Exchange): string {
  const headers = exchange
    .headerEntries()
    .sort(([a], [b]) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1))
    .map(([name, value]) => `${name}=${javaText(value)}`)
  const rows = [row('Id', exchange.id), row('Headers', `{${headers.join(', ')}}`), row('BodyType', simpleName(exchange.body))]
  return ['Exchange[', ...rows, row('Body', bodyText(exchange)), ']'].join('\n')
}

function historyRow(source: string, id: string, processor: string, elapsed: string): string {
  return `${source.padEnd(40)} ${id.padEnd(30)} ${processor.padEnd(50)} ${elapsed.padStart(12)}`
}

/** Where an exchange has been, as far as it is known: its route; with the exchange itself unless `detailed` is false. */
export function historyText(exchange: Exchange, detailed: boolean): string {
  const { fromRouteId, fromEndpoint } = exchange
  const route = historyRow(fromEndpoint, `${fromRouteId}/${fromRouteId}`, '', String(exchange.services.clock.now() - exchange.created))
  const head = ['', 'Message History (complete message history is disabled)', RULE, historyRow('Source', 'ID', 'Processor', 'Elapsed (ms)')]
  const lines = [...head, route, '\t...', '']
  return (detailed ? [...lines, 'Exchange', RULE, logText(exchange), ''] : lines).join('\n')
}
