import { type Environment, environmentVariable } from '../core/environment-variable.ts'
import { errors } from '../core/errors.ts'
import { systemProperty } from '../core/system-properties.ts'
import type { Lookup } from '../model/placeholders.ts'
import { MountedValues } from './mounted-values.ts'

/**
 * Where placeholders get their values, in Camel's order: functions (`env:`, `sys:`, `service:`, `service.host:`, `service.port:`, `bean:`,
 * `boolean:`, and `configmap:` and `secret:` with `-binary`),
 * then what the command line overrides, system properties, the environment (`MY_KEY` for `my.key`), and last the properties of the application.
 */
export function propertyLookup(
  properties: ReadonlyMap<string, string>,
  env: Environment,
  bean: (name: string) => unknown = () => undefined,
  overrides: Readonly<Record<string, string>> = {},
  mounted = new MountedValues(properties, env),
  condition: (text: string) => string | undefined = () => undefined,
): Lookup {
  const functions = new Map<string, (rest: string) => string | undefined>([
    ['env', rest => environmentVariable(env, rest)],
    ['sys', systemProperty],
    ['service', rest => serviceAddress(env, rest)],
    ['service.host', rest => environmentVariable(env, `${serviceName(rest)}_SERVICE_HOST`)],
    ['service.port', rest => environmentVariable(env, `${serviceName(rest)}_SERVICE_PORT`)],
    ['bean', rest => beanValue(bean, rest)],
    ['boolean', condition],
    ...MOUNTED.map(name => [name, (rest: string) => (rest.includes('/') ? mounted.value(name, rest) : undefined)] as const),
  ])
  return key => {
    const colon = key.indexOf(':')
    const call = colon < 0 ? undefined : functions.get(key.slice(0, colon))
    if (call === undefined && Object.hasOwn(overrides, key)) return String(overrides[key])
    return call === undefined ? (systemProperty(key) ?? environmentVariable(env, key) ?? properties.get(key)) : call(key.slice(colon + 1))
  }
}

const MOUNTED = ['configmap', 'configmap-binary', 'secret', 'secret-binary']

function serviceName(name: string): string {
  return name.toUpperCase().replaceAll('-', '_')
}

/** `host:port` of a service, from the variables that Kubernetes sets for it. */
function serviceAddress(env: Environment, name: string): string | undefined {
  const host = environmentVariable(env, `${serviceName(name)}_SERVICE_HOST`)
  const port = environmentVariable(env, `${serviceName(name)}_SERVICE_PORT`)
  return host === undefined || port === undefined ? undefined : `${host}:${port}`
}

/** `name.method`: what a method of a bean (or a property of that name) gives. */
function beanValue(bean: (name: string) => unknown, rest: string): string | undefined {
  const dot = rest.indexOf('.')
  if (dot < 0) throw errors.KF_ROUTE_PLACEHOLDER_SYNTAX({ text: `bean:${rest}`, reason: 'a bean and its method are separated by a dot' })
  const [name, method] = [rest.slice(0, dot), rest.slice(dot + 1)]
  const found = bean(name) as Record<string, unknown> | undefined | null
  if (found === undefined || found === null) throw errors.KF_ROUTE_UNKNOWN_BEAN({ name })
  const member = found[method]
  const value = typeof member === 'function' ? (member as () => unknown).call(found) : member
  return value === undefined || value === null ? undefined : String(value)
}
