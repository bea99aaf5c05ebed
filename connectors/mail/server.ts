import { errors } from '../../src/core/errors.ts'
import type { EndpointAddress } from '../../src/kit/index.ts'
import type { ConnectionOptions } from './common-fields.ts'

const PORTS: Readonly<Record<string, number>> = { imap: 143, imaps: 993, pop3: 110, pop3s: 995, smtp: 25, smtps: 465 }

/** A mail server, and who logs in there. */
export interface MailServer {
  readonly scheme: string
  readonly host: string
  readonly port: number
  /** Whether the connection is secure from its beginning. */
  readonly secure: boolean
  /** For messages, without secrets: `imaps mail.example.org:993`. */
  readonly what: string
  readonly username: string | undefined
  readonly password: string | undefined
  readonly accessToken: string | undefined
}

/** Reads `host:port` or `user:password@host:port`; options override what stands there. */
export function readServer({ scheme, path }: EndpointAddress, options: ConnectionOptions): MailServer {
  const at = path.lastIndexOf('@')
  const [user, ...password] = at < 0 ? [] : path.slice(0, at).split(':')
  const [, host, port] = /^(\[[^\]]*\]|[^:/]+)(?::(\d+))?\/?$/.exec(path.slice(at + 1)) ?? []
  if (host === undefined) throw errors.KF_ROUTE_INVALID({ what: scheme, reason: 'the address is none of the form host:port' })
  const number = port === undefined ? PORTS[scheme]! : Number(port)
  return {
    scheme,
    host: host.replaceAll(/[[\]]/g, ''),
    port: number,
    secure: scheme.endsWith('s'),
    what: `${scheme} ${host}:${number}`,
    username: options.username ?? user,
    password: options.password ?? (password.length > 0 ? password.join(':') : undefined),
    accessToken: options.accessToken,
  }
}
