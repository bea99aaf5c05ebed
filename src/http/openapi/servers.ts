import { hostname, networkInterfaces } from 'node:os'
import type { RestConfiguration } from '../rest-configuration.ts'
import type { Part } from './model.ts'

/** The addresses that the document names. */
export function serversOf(configuration: RestConfiguration): readonly Part[] {
  const { apiProperties: properties, contextPath } = configuration
  const schemes = properties['schemes'] ?? properties['schemas'] ?? configuration.scheme ?? 'http'
  const base = contextPath ?? properties['base.path'] ?? ''
  const path = base === '' || base.startsWith('/') ? base : `/${base}`
  return schemes.split(',').map(scheme => ({ url: `${scheme}://${hostOf(configuration)}${path}` }))
}

function hostOf({ apiProperties, apiHost, host, port, hostNameResolver }: RestConfiguration): string {
  if (apiProperties['host'] !== undefined) return apiProperties['host']
  const suffix = port !== undefined && port > 0 ? `:${port}` : ''
  if (apiHost) return apiHost
  if (host) return `${host}${suffix}`
  return `${localHost(hostNameResolver)}${suffix === ':80' ? '' : suffix}`
}

function localHost(resolver: string): string {
  if (resolver === 'localHostName') return hostname()
  if (resolver === 'localIp') return localAddress()
  return resolver === 'none' ? '' : '0.0.0.0'
}

function localAddress(): string {
  const addresses = Object.values(networkInterfaces()).flatMap(each => each ?? [])
  return addresses.find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? '127.0.0.1'
}

/** The addresses as a client behind proxies sees them, by its X-Forwarded headers. */
export function forwardedServers(servers: readonly Part[], header: (name: string) => string | undefined): readonly Part[] {
  const first = String(servers[0]?.['url'] ?? '')
  const base = URL.canParse(first) ? new URL(first).pathname.replace('//', '/').replace(/^\/$/, '') : first
  const prefix = header('X-Forwarded-Prefix')
  const path = prefix === undefined ? base : joined(prefix, base)
  const schemes = header('X-Forwarded-Proto')
  if (schemes === undefined) return [{ url: path }]
  const host = header('X-Forwarded-Host') ?? header('Host')
  return schemes.split(',').map(scheme => ({ url: `${scheme.trim().toLowerCase()}://${host}${path}` }))
}

function joined(prefix: string, path: string): string {
  return path === '' ? prefix : `${prefix.replace(/\/$/, '')}/${path.replace(/^\//, '')}`
}
