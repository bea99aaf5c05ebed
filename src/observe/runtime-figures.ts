import type { Kafila } from '../runtime/kafila.ts'
import { LATENCY_BOUNDS } from '../runtime/latency.ts'
import type { RouteHandle } from '../runtime/route-handle.ts'

/** What a route has counted since its start. */
export interface RouteFigures {
  readonly route: string
  readonly uri: string
  readonly state: string
  readonly total: number
  readonly failures: number
  readonly redeliveries: number
  readonly inFlight: number
  readonly waiting: number
  /** How many were timed, by bucket; `latencyBounds` has their upper bounds. */
  readonly latency: readonly number[]
}

/** A runtime at one moment. */
export interface RuntimeFigures {
  /** Milliseconds of a clock that only goes on. */
  readonly at: number
  readonly name: string
  readonly pid: number
  readonly rss: number
  /** Processor time since the start, in microseconds. */
  readonly cpu: number
  readonly latencyBounds: readonly number[]
  readonly routes: readonly RouteFigures[]
}

export function runtimeFigures(kafila: Kafila): RuntimeFigures {
  const { user, system } = process.cpuUsage()
  return {
    at: performance.now(),
    name: kafila.services.name,
    pid: process.pid,
    rss: process.memoryUsage.rss(),
    cpu: user + system,
    latencyBounds: LATENCY_BOUNDS,
    routes: [...kafila.routes.values()].map(handle => figuresOf(handle, kafila.services.redeliveries)),
  }
}

function figuresOf(
  { id, built, state, total, failures, inFlight, latency }: RouteHandle,
  redeliveries: ReadonlyMap<string, number>,
): RouteFigures {
  return {
    route: id,
    uri: built.uri.split('?')[0]!,
    state,
    total,
    failures,
    redeliveries: redeliveries.get(id) ?? 0,
    inFlight: inFlight.current,
    waiting: inFlight.queued,
    latency: [...latency.counts],
  }
}
