import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

/** What a bean says of TLS: options of `node:tls` (ca, cert, key, pfx, passphrase, rejectUnauthorized, servername). */
export type TlsBean = Readonly<Record<string, unknown>>

const FILES: ReadonlySet<string> = new Set(['ca', 'cert', 'key', 'pfx', 'crl'])
const FLAGS: ReadonlySet<string> = new Set(['rejectUnauthorized', 'honorCipherOrder'])

/** The description of the option that takes such a bean. */
export const TLS_BEAN =
  'A bean with options of node:tls: ca, cert, key, pfx (text, or file:name), passphrase, rejectUnauthorized, servername, minVersion.'

/** Options for `node:tls`: where a certificate or key is given as `file:name`, the file is read, from the project's folder. */
export function tlsOptions(bean: TlsBean | undefined, directory: string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(bean ?? {}).map(([name, value]) => [name, tlsValue(name, value, directory)]))
}

function tlsValue(name: string, value: unknown, directory: string): unknown {
  if (FILES.has(name) && typeof value === 'string' && value.startsWith('file:')) return readFileSync(resolve(directory, value.slice(5)))
  return FLAGS.has(name) ? String(value) !== 'false' : value
}
