import { readFile } from 'node:fs/promises'
import { errors } from '../../src/core/errors.ts'
import type { TlsSettings } from './client.ts'
import type { CommonOptions } from './settings.ts'

/** Options of node:tls; files are read anew each time, so that certificates may be renewed. */
export async function readTls(options: CommonOptions): Promise<TlsSettings> {
  if (options.sslContextParameters !== undefined) return options.sslContextParameters
  const [trusted, own] = await Promise.all([trust(options), identity(options)])
  const versions = options.sslEnabledProtocols?.split(',').map(each => each.trim())
  return {
    ...trusted,
    ...own,
    ...(options.sslKeyPassword && { passphrase: options.sslKeyPassword }),
    ...(options.sslCipherSuites && { ciphers: options.sslCipherSuites.replaceAll(',', ':') }),
    ...(versions && { minVersion: versions.toSorted()[0], maxVersion: versions.toSorted().at(-1) }),
    ...(/^(none|false|)$/i.test(options.sslEndpointAlgorithm) && { checkServerIdentity: () => undefined }),
  }
}

async function trust({ sslTruststoreLocation: file, sslTruststoreType: type }: CommonOptions): Promise<TlsSettings> {
  if (file === undefined) return {}
  const content = await read('sslTruststoreLocation', file)
  if (type === 'JKS' || type === 'PKCS12' || formOf(content) !== 'PEM')
    throw invalid(
      'sslTruststoreLocation',
      `${file} is a Java key store; write its certificates as PEM: keytool -list -rfc -keystore ${file} > trust.pem`,
    )
  return { ca: content }
}

async function identity(options: CommonOptions): Promise<TlsSettings> {
  const { sslKeystoreLocation: file, sslKeystorePassword: password, sslKeystoreType: type } = options
  if (file === undefined) return {}
  const content = await read('sslKeystoreLocation', file)
  const form = type === 'PKCS12' || type === 'PEM' ? type : formOf(content)
  if (form === 'PEM') return { key: content, cert: content }
  if (form === 'PKCS12') return { pfx: content, ...(password && { passphrase: password }) }
  const remedy = `keytool -importkeystore -srckeystore ${file} -destkeystore key.p12 -deststoretype PKCS12`
  throw invalid('sslKeystoreLocation', `${file} is a Java key store; make it PKCS12: ${remedy}`)
}

async function read(option: string, file: string): Promise<Buffer> {
  const path = file.replace(/^file:/, '')
  try {
    return await readFile(path)
  } catch (cause) {
    throw errors.KF_FIELD_INVALID({ option, reason: `cannot read ${path}: ${(cause as Error).message}` }, { cause })
  }
}

function formOf(content: Buffer): 'PEM' | 'PKCS12' | 'JKS' {
  if (content.includes('-----BEGIN ')) return 'PEM'
  return content[0] === 0x30 ? 'PKCS12' : 'JKS'
}

function invalid(option: string, reason: string): Error {
  return errors.KF_FIELD_INVALID({ option, reason })
}
