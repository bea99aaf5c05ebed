import type { Kafila } from '../runtime/kafila.ts'
import { LATENCY_BOUNDS, type Latency } from '../runtime/latency.ts'
import type { RouteHandle } from '../runtime/route-handle.ts'
import { endpointMetrics } from './endpoint-metrics.ts'
import { Exposition } from './exposition.ts'

/** All metrics of a runtime in the text form of Prometheus. Labels are route ids and addresses without options, so that their number is bounded. */
export function metricsText(kafila: Kafila): string {
  const text = new Exposition()
  runtimeMetrics(text, kafila)
  routeMetrics(text, [...kafila.routes.values()], kafila.services.redeliveries)
  endpointMetrics(text, [...kafila.statuses.all()])
  processMetrics(text)
  return text.toString()
}

function runtimeMetrics(text: Exposition, { services, lifecycle, detached }: Kafila): void {
  text.family('kafila_info', 'gauge', 'The runtime; always 1.')
  text.sample('kafila_info', { name: services.name, node: process.version }, 1)
  text.family('kafila_started', 'gauge', 'Whether the runtime is started.')
  text.sample('kafila_started', {}, lifecycle === 'started' ? 1 : 0)
  text.family('kafila_exchanges_detached', 'gauge', 'Exchanges in flight apart from those of a source: wireTap, completed groups.')
  text.sample('kafila_exchanges_detached', {}, detached.current)
}

type Count = readonly [
  name: string,
  type: 'counter' | 'gauge',
  help: string,
  value: (handle: RouteHandle, redeliveries: ReadonlyMap<string, number>) => number,
]

const COUNTS: readonly Count[] = [
  ['kafila_exchanges_total', 'counter', 'Exchanges that a route has finished, those that failed too.', handle => handle.total],
  [
    'kafila_exchanges_failed_total',
    'counter',
    'Exchanges that a route has finished with a failure that nobody handled.',
    handle => handle.failures,
  ],
  ['kafila_redeliveries_total', 'counter', 'Times that a step of a route was tried again.', (handle, counts) => counts.get(handle.id) ?? 0],
  ['kafila_exchanges_in_flight', 'gauge', 'Exchanges that are in a route now.', handle => handle.inFlight.current],
  ['kafila_exchanges_waiting', 'gauge', 'Messages that wait because maxInFlight is reached.', handle => handle.inFlight.queued],
  ['kafila_route_started', 'gauge', 'Whether a route is started.', handle => (handle.state === 'started' ? 1 : 0)],
]

function routeMetrics(text: Exposition, handles: readonly RouteHandle[], redeliveries: ReadonlyMap<string, number>): void {
  for (const [name, type, help, value] of COUNTS) {
    text.family(name, type, help)
    for (const handle of handles) text.sample(name, { route: handle.id }, value(handle, redeliveries))
  }
  text.family(
    'kafila_exchange_duration_seconds',
    'histogram',
    'How long exchanges take in their route: the first 64, then one in 64, fewer where thousands come at once. Use it for quantiles, and kafila_exchanges_total for counts.',
  )
  for (const handle of handles) histogram(text, 'kafila_exchange_duration_seconds', handle.id, handle.latency)
}

function histogram(text: Exposition, name: string, route: string, { counts, sum }: Latency): void {
  let count = 0
  for (const [index, bound] of LATENCY_BOUNDS.entries()) {
    count += counts[index]!
    text.sample(`${name}_bucket`, { route, le: String(bound) }, count)
  }
  count += counts[LATENCY_BOUNDS.length]!
  text.sample(`${name}_bucket`, { route, le: '+Inf' }, count)
  text.sample(`${name}_sum`, { route }, sum)
  text.sample(`${name}_count`, { route }, count)
}

function processMetrics(text: Exposition): void {
  const { user, system } = process.cpuUsage()
  const { rss, heapUsed, heapTotal } = process.memoryUsage()
  text.family('process_cpu_seconds_total', 'counter', 'CPU time of the process.')
  text.sample('process_cpu_seconds_total', {}, (user + system) / 1e6)
  text.family('process_resident_memory_bytes', 'gauge', 'Memory of the process.')
  text.sample('process_resident_memory_bytes', {}, rss)
  text.family('process_start_time_seconds', 'gauge', 'When the process started, since the epoch.')
  text.sample('process_start_time_seconds', {}, Math.round(Date.now() / 1000 - process.uptime()))
  text.family('nodejs_heap_size_used_bytes', 'gauge', 'Heap in use.')
  text.sample('nodejs_heap_size_used_bytes', {}, heapUsed)
  text.family('nodejs_heap_size_total_bytes', 'gauge', 'Heap taken from the system.')
  text.sample('nodejs_heap_size_total_bytes', {}, heapTotal)
}
