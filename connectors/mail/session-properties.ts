import type { ConnectionOptions as TlsOptions } from 'node:tls'
import { errors } from '../../src/core/errors.ts'
import type { ConnectionOptions } from './common-fields.ts'

/** What the properties of JavaMail (`mail.smtp.starttls.enable=true`) and the options of the endpoint say about the session. */
export interface SessionProperties {
  readonly startTls: 'auto' | 'required' | 'never'
  readonly tls: TlsOptions
  /** Whether to log in where there is a user. */
  readonly auth: boolean
  readonly connectTimeoutMs: number
  readonly readTimeoutMs: number
  /** How this machine introduces itself. */
  readonly localhost: string | undefined
}

const KNOWN = [
  'auth',
  'starttls.enable',
  'starttls.required',
  'ssl.trust',
  'ssl.checkserveridentity',
  'connectiontimeout',
  'timeout',
  'localhost',
]

/** Reads `mail.*` among the options; one that has no counterpart is an error that names it. */
export function sessionProperties(extra: Readonly<Record<string, string>>, options: ConnectionOptions): SessionProperties {
  const given = new Map<string, string>()
  for (const [name, value] of Object.entries(extra)) {
    const property = /^mail\.(?:smtp|imap|pop3)s?\.(.+)$/.exec(name)?.[1]
    if (property === undefined || !KNOWN.includes(property)) {
      if (name.startsWith('mail.'))
        throw errors.KF_FIELD_INVALID({ option: name, reason: `it has no counterpart; those that have: ${KNOWN.join(', ')}` })
    } else given.set(property, value)
  }
  const time = (name: string) => number(name, given.get(name)) ?? options.connectionTimeout
  return {
    startTls: startTls(given, options.startTls),
    tls: { ...trust(given), ...(options.sslContextParameters as TlsOptions | undefined) },
    auth: given.get('auth') !== 'false',
    connectTimeoutMs: time('connectiontimeout'),
    readTimeoutMs: time('timeout'),
    localhost: given.get('localhost'),
  }
}

function startTls(given: ReadonlyMap<string, string>, option: SessionProperties['startTls']): SessionProperties['startTls'] {
  if (given.get('starttls.required') === 'true') return 'required'
  if (option === 'auto' && given.get('starttls.enable') === 'false') return 'never'
  return option
}

function trust(given: ReadonlyMap<string, string>): TlsOptions {
  if (given.get('ssl.trust')?.trim() === '*') return { rejectUnauthorized: false }
  if (given.has('ssl.trust'))
    throw errors.KF_FIELD_INVALID({ option: 'ssl.trust', reason: 'only * is taken; sslContextParameters may name certificates' })
  return given.get('ssl.checkserveridentity') === 'false' ? { checkServerIdentity: () => undefined } : {}
}

function number(option: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined
  if (!/^\d+$/.test(value)) throw errors.KF_FIELD_INVALID({ option, reason: 'it is no number of milliseconds' })
  return Number(value)
}
