import { errors } from '../../src/core/errors.ts'

/** A URL in the parts that a request needs. */
export interface Address {
  readonly secure: boolean
  readonly host: string
  readonly port: number
  /** Path and query, as they are sent. */
  readonly path: string
  /** What stands in the Host header: without port where it is the usual one. */
  readonly authority: string
  /** `http://host:port`, for messages. */
  readonly origin: string
  readonly url: string
}

const URL_PARTS = /^(https?):\/\/([^/?#]*)([^#]*)/i

/** Takes a URL apart without changing how it is written. A user in it is refused: passwords do not belong into addresses. */
export function parseAddress(url: string): Address {
  const parts = URL_PARTS.exec(url)
  const authority = parts?.[2] ?? ''
  if (parts === null || authority === '') throw errors.KF_RUN_ILLEGAL_ARGUMENT({ reason: `Invalid url: ${url}` })
  if (authority.includes('@')) {
    throw errors.KF_HTTP_PROTOCOL({ reason: 'Request URI authority contains deprecated userinfo component' })
  }
  const secure = parts[1]!.toLowerCase() === 'https'
  const { host, port } = hostAndPort(authority, secure ? 443 : 80)
  const rest = parts[3]!
  return {
    secure,
    host,
    port,
    path: rest === '' ? '/' : rest.startsWith('?') ? `/${rest}` : rest,
    authority,
    origin: `${parts[1]}://${authority}`,
    url,
  }
}

function hostAndPort(authority: string, usual: number): { host: string; port: number } {
  const parts = /^(\[[^\]]*\]|[^:]*)(?::(\d*))?$/.exec(authority)
  const host = parts?.[1]?.replaceAll(/[[\]]/g, '') ?? authority
  return { host, port: parts?.[2] ? Number(parts[2]) : usual }
}
