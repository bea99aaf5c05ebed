import type { Kafila } from '../runtime/kafila.ts'

/** What a probe asks: has it started, can it take messages, does it live at all. */
export type Probe = 'started' | 'ready' | 'live'

export interface HealthCheck {
  readonly name: string
  readonly status: 'UP' | 'DOWN'
  readonly data?: Readonly<Record<string, unknown>>
}

export interface Health {
  readonly status: 'UP' | 'DOWN'
  readonly checks: readonly HealthCheck[]
}

/**
 * The health of a runtime. `started`: the start has succeeded, once. `ready`: it is started, not stopping, and every route that starts
 * by itself runs and is connected to what it reads from and sends to. `live`: it has not failed to start; a runtime that is merely busy or stopping lives.
 */
export function healthOf(kafila: Kafila, probe: Probe): Health {
  const runtime = runtimeCheck(kafila, probe)
  const checks = probe === 'ready' ? [runtime, ...routeChecks(kafila), ...connectionChecks(kafila)] : [runtime]
  return { status: checks.every(check => check.status === 'UP') ? 'UP' : 'DOWN', checks }
}

const UP: Readonly<Record<Probe, readonly string[]>> = {
  started: ['started', 'stopping', 'stopped'],
  ready: ['started'],
  live: ['stopped', 'starting', 'started', 'stopping'],
}

function runtimeCheck({ lifecycle, services, wasStarted }: Kafila, probe: Probe): HealthCheck {
  const isUp = UP[probe].includes(lifecycle) && (probe !== 'started' || wasStarted)
  return { name: 'runtime', status: isUp ? 'UP' : 'DOWN', data: { name: services.name, state: lifecycle } }
}

function routeChecks(kafila: Kafila): HealthCheck[] {
  return [...kafila.routes.values()]
    .filter(handle => handle.built.autoStartup)
    .map(handle => ({
      name: `route:${handle.id}`,
      status: handle.state === 'started' ? 'UP' : 'DOWN',
      data: { state: handle.state, inFlight: handle.inFlight.current, total: handle.total, failed: handle.failures },
    }))
}

/** One check for each address that is connected to. */
function connectionChecks({ statuses }: Kafila): HealthCheck[] {
  return [...statuses.all()].flatMap(({ label, direction, routeId, connection, meter }) =>
    connection === undefined
      ? []
      : [
          {
            name: `${direction}:${label}`,
            status: connection.state === 'connected' ? 'UP' : 'DOWN',
            data: {
              state: connection.state,
              ...(routeId !== '' && { route: routeId }),
              ...(connection.cause !== undefined && { cause: connection.cause }),
              since: new Date(connection.since).toISOString(),
              unsettled: meter.unsettled,
              redelivered: meter.redelivered,
            },
          },
        ],
  )
}
