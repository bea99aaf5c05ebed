import type { Integration } from '../resources/integration.ts'

type Probes = NonNullable<Integration['spec']['probes']>
type ProbeName = keyof Probes

/** The paths are those of `kafila run --observe`. */
const DEFAULTS: Readonly<Record<ProbeName, { readonly path: string; readonly periodSeconds: number; readonly failureThreshold: number }>> =
  {
    startup: { path: '/health/started', periodSeconds: 1, failureThreshold: 60 },
    readiness: { path: '/health/ready', periodSeconds: 5, failureThreshold: 3 },
    liveness: { path: '/health/live', periodSeconds: 10, failureThreshold: 6 },
  }

/** The probes of the container. All of their fields are said, so that what the API server stores is what was said. */
export function probesOf(probes: Probes = {}): Record<string, unknown> {
  const names = (Object.keys(DEFAULTS) as ProbeName[]).filter(name => probes[name]?.enabled !== false)
  return Object.fromEntries(names.map(name => [`${name}Probe`, probe(name, probes[name] ?? {})]))
}

function probe(name: ProbeName, given: NonNullable<Probes[ProbeName]>): Record<string, unknown> {
  const { path, ...timing } = DEFAULTS[name]
  const { enabled: _enabled, ...others } = given
  return { httpGet: { path, port: 'observe', scheme: 'HTTP' }, timeoutSeconds: 3, successThreshold: 1, ...timing, ...others }
}
