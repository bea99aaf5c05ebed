import type { ConnectorContext } from '../../src/kit/index.ts'

/** What all platform-http endpoints of a runtime share, from `camel.server.*`. */
export interface ServerSettings {
  readonly host: string
  readonly port: number
  /** Comes before the paths of all routes; without slash at the end. */
  readonly base: string
  /** Bytes; larger requests are answered with 413. `Infinity` where -1 is given. */
  readonly maxBodySize: number
  /** Requests beyond a route's in-flight bound that may wait for their turn; the next is answered with 503. */
  readonly maxWaiting: number
  /** Whether `consumes` and `produces` refuse requests (`camel.component.platform-http.serverRequestValidation`). */
  readonly validate: boolean
}

const DEFAULT_MAX_BODY = 10 * 1024 * 1024
const DEFAULT_MAX_WAITING = 1000

/** Reads the settings of this runtime's server; what is absent has Camel's default. */
export function serverSettings(context: ConnectorContext): ServerSettings {
  const property = (name: string) => context.services.property(`camel.server.${name}`) ?? context.componentOption(name)
  const limit = Number(property('maxBodySize') ?? DEFAULT_MAX_BODY)
  return {
    host: property('host') ?? '0.0.0.0',
    port: Number(property('port') ?? 8080),
    base: trimSlash(property('path') ?? '/'),
    maxBodySize: limit < 0 ? Number.POSITIVE_INFINITY : limit,
    maxWaiting: Number(property('maxWaiting') ?? DEFAULT_MAX_WAITING),
    validate: context.componentOption('serverRequestValidation') !== 'false',
  }
}

function trimSlash(path: string): string {
  const rooted = path.startsWith('/') ? path : `/${path}`
  return rooted.endsWith('/') ? rooted.slice(0, -1) : rooted
}
