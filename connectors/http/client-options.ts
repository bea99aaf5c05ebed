import { errors } from '../../src/core/errors.ts'
import { parseDuration } from '../../src/kit/index.ts'

/** Options with the prefixes `httpClient.` and `httpConnection.` that mean something here. */
export interface ClientSettings {
  readonly connectTimeout?: number
  readonly responseTimeout?: number
  readonly soTimeout?: number
  readonly connectionRequestTimeout?: number
  readonly followRedirects?: boolean
}

type Setting = (value: string) => ClientSettings

const SETTINGS: Readonly<Record<string, Setting>> = {
  'httpClient.connectTimeout': value => ({ connectTimeout: parseDuration(value) }),
  'httpClient.responseTimeout': value => ({ responseTimeout: parseDuration(value) }),
  'httpClient.connectionRequestTimeout': value => ({ connectionRequestTimeout: parseDuration(value) }),
  'httpClient.redirectsEnabled': value => (value === 'false' ? { followRedirects: false } : {}),
  'httpConnection.connectTimeout': value => ({ connectTimeout: parseDuration(value) }),
  'httpConnection.soTimeout': value => ({ soTimeout: parseDuration(value) }),
  'httpConnection.socketTimeout': value => ({ soTimeout: parseDuration(value) }),
}

/**
 * Takes the options of Camel's client out of those that go into the query. One without counterpart is refused by name, so that nobody
 * waits for its effect.
 */
export function separateClientOptions(extra: Readonly<Record<string, string>>): {
  settings: ClientSettings
  query: Readonly<Record<string, string>>
} {
  let settings: ClientSettings = {}
  const query: Record<string, string> = {}
  for (const [name, value] of Object.entries(extra)) {
    const setting = SETTINGS[name]
    if (setting !== undefined) settings = { ...settings, ...setting(value) }
    else if (/^http(Client|Connection)\./.test(name)) {
      throw errors.KF_ROUTE_UNSUPPORTED({ what: `the option ${name} of http`, reason: 'it configures the Java client' })
    } else query[name] = value
  }
  return { settings, query }
}
