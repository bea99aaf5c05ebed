import type { EndpointMeter, EndpointStatus } from '../core/connection.ts'
import type { Exposition, MetricType } from './exposition.ts'

type Count = readonly [name: string, type: MetricType, help: string, value: (meter: EndpointMeter) => number]

const COUNTS: readonly Count[] = [
  ['kafila_endpoint_received_total', 'counter', 'Messages that a source delivered, each delivery again counted.', meter => meter.received],
  ['kafila_endpoint_received_bytes_total', 'counter', 'Bytes of the bodies of those messages.', meter => meter.receivedBytes],
  ['kafila_endpoint_sent_total', 'counter', 'Messages whose sending is durable.', meter => meter.sent],
  ['kafila_endpoint_sent_bytes_total', 'counter', 'Bytes of the bodies of those messages.', meter => meter.sentBytes],
  ['kafila_endpoint_errors_total', 'counter', 'Sends, polls and deliveries that failed.', meter => meter.errors],
  ['kafila_endpoint_redelivered_total', 'counter', 'Messages that were tried again or given back.', meter => meter.redelivered],
  ['kafila_endpoint_dropped_total', 'counter', 'Messages that a source threw away because its options say so.', meter => meter.dropped],
  ['kafila_endpoint_reconnects_total', 'counter', 'Lost connections that were opened again.', meter => meter.reconnects],
  ['kafila_endpoint_unsettled', 'gauge', 'Messages that are taken and not yet acknowledged.', meter => meter.unsettled],
]

/** What endpoints count that talk to the world outside, and how their connections stand. */
export function endpointMetrics(text: Exposition, statuses: readonly EndpointStatus[]): void {
  const shown = statuses.filter(({ meter, connection }) => meter.used || connection !== undefined)
  if (shown.length === 0) return
  for (const [name, type, help, value] of COUNTS) {
    text.family(name, type, help)
    for (const status of shown) text.sample(name, labels(status), value(status.meter))
  }
  text.family('kafila_endpoint_connected', 'gauge', 'Whether the connection stands; only for endpoints that have one.')
  for (const status of shown)
    if (status.connection !== undefined)
      text.sample('kafila_endpoint_connected', labels(status), status.connection.state === 'connected' ? 1 : 0)
  text.family(
    'kafila_endpoint_lag',
    'gauge',
    'Messages that a source has yet to read, by partition or queue, as the remote side last told.',
  )
  for (const status of shown)
    for (const [part, value] of status.meter.lag) text.sample('kafila_endpoint_lag', { ...labels(status), part }, value)
}

function labels({ label, direction, routeId }: EndpointStatus): Record<string, string> {
  return { endpoint: label, direction, ...(routeId !== '' && { route: routeId }) }
}
