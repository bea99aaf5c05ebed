import type { RouteFigures, RuntimeFigures } from '../../observe/runtime-figures.ts'

/** A route between two moments. */
export interface RouteRate {
  readonly route: string
  readonly state: string
  readonly total: number
  /** Exchanges a second. */
  readonly rate: number
  readonly inFlight: number
  readonly waiting: number
  readonly failures: number
  readonly redeliveries: number
  /** Seconds within which half, and 99 of 100, took; none where nothing was timed. */
  readonly p50?: number
  readonly p99?: number
}

/** What routes did between two moments; since their start where there is no earlier one. */
export function routeRates(now: RuntimeFigures, before: RuntimeFigures | undefined): readonly RouteRate[] {
  const seconds = before === undefined ? 0 : (now.at - before.at) / 1000
  return now.routes.map(route => {
    const earlier = before?.routes.find(each => each.route === route.route)
    // a route that was made anew counts from 0 again
    const same = earlier !== undefined && earlier.total <= route.total ? earlier : undefined
    const timed = route.latency.map((count, index) => count - (same?.latency[index] ?? 0))
    const [p50, p99] = [quantile(timed, now.latencyBounds, 0.5), quantile(timed, now.latencyBounds, 0.99)]
    return {
      ...plain(route),
      rate: seconds > 0 ? (route.total - (same?.total ?? 0)) / seconds : 0,
      ...(p50 !== undefined && { p50 }),
      ...(p99 !== undefined && { p99 }),
    }
  })
}

function plain({ route, state, total, inFlight, waiting, failures, redeliveries }: RouteFigures) {
  return { route, state, total, inFlight, waiting, failures, redeliveries }
}

/** The upper bound of the bucket in which a share of all lies. */
function quantile(counts: readonly number[], bounds: readonly number[], share: number): number | undefined {
  const all = counts.reduce((sum, count) => sum + count, 0)
  if (all === 0) return undefined
  let seen = 0
  for (const [index, count] of counts.entries()) {
    seen += count
    if (seen >= all * share) return bounds[index] ?? Number.POSITIVE_INFINITY
  }
  return Number.POSITIVE_INFINITY
}

const HEAD = ['ROUTE', 'STATE', 'RATE', 'TOTAL', 'IN FLIGHT', 'WAITING', 'P50', 'P99', 'FAILED', 'RETRIED']

/** The table for people. */
export function topTable(now: RuntimeFigures, before: RuntimeFigures | undefined): string {
  const rows = routeRates(now, before).map(each => [
    each.route,
    each.state,
    `${shortNumber(each.rate)}/s`,
    shortNumber(each.total),
    String(each.inFlight),
    String(each.waiting),
    duration(each.p50),
    duration(each.p99),
    shortNumber(each.failures),
    shortNumber(each.redeliveries),
  ])
  const widths = HEAD.map((name, column) => Math.max(name.length, ...rows.map(row => row[column]!.length)))
  const line = (cells: readonly string[]) =>
    cells.map((cell, column) => (column < 2 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!))).join('  ')
  const used = before === undefined ? '' : `, ${(((now.cpu - before.cpu) / 1000 / (now.at - before.at)) * 100).toFixed(0)} % of a core`
  return [`${now.name} (${now.pid}): ${Math.round(now.rss / 1e6)} MB${used}`, line(HEAD), ...rows.map(line)]
    .map(each => `${each.trimEnd()}\n`)
    .join('')
}

function shortNumber(value: number): string {
  if (value >= 1e6) return `${(value / 1e6).toFixed(1)}M`
  if (value >= 1e4) return `${(value / 1e3).toFixed(1)}k`
  return value === Math.round(value) ? String(value) : value.toFixed(1)
}

function duration(seconds: number | undefined): string {
  if (seconds === undefined) return '-'
  if (seconds === Number.POSITIVE_INFINITY) return '> 67s'
  if (seconds < 0.001) return `${Math.round(seconds * 1e6)}µs`
  return seconds < 1 ? `${Math.round(seconds * 1000)}ms` : `${seconds.toFixed(1)}s`
}
