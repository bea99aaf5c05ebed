import { errors } from '../../src/core/errors.ts'
import type { Built, ConnectorContext } from '../../src/kit/index.ts'
import type { ConnectionSettings } from './client.ts'
import { commonFields } from './common-fields.ts'
import { saslOf } from './sasl.ts'
import { readTls } from './tls.ts'

export type CommonOptions = Built<typeof commonFields>

/** Options that may stand once for all endpoints: `camel.component.kafka.brokers`. */
const OF_COMPONENT = [
  'brokers',
  'clientId',
  'securityProtocol',
  'saslAuthType',
  'saslMechanism',
  'saslUsername',
  'saslPassword',
  'saslJaasConfig',
  'oauthClientId',
  'oauthClientSecret',
  'oauthTokenEndpointUri',
  'oauthScope',
  'sslTruststoreLocation',
  'sslTruststoreType',
  'sslKeystoreLocation',
  'sslKeystoreType',
  'sslKeystorePassword',
  'sslKeyPassword',
  'sslEndpointAlgorithm',
] as const

/** Checks how brokers are reached; what the files of TLS hold is read anew for each connection. Throws where something is missing. */
export function connectionSettings(given: CommonOptions, context: ConnectorContext): () => Promise<ConnectionSettings> {
  const options = withComponentOptions(given, context)
  const brokers = brokersOf(options.brokers)
  const security = securityOf(options)
  const sasl = saslOf(options, security.mechanism, context.services.clock)
  const clientId = options.clientId ?? 'kafila'
  return async () => ({ brokers, clientId, sasl, tls: security.tls ? await readTls(options) : undefined })
}

function withComponentOptions(given: CommonOptions, context: ConnectorContext): CommonOptions {
  const options: Record<string, unknown> = { ...given }
  for (const name of OF_COMPONENT) {
    const usual = (commonFields[name] as { readonly default?: unknown }).default
    if (given[name] === undefined || given[name] === usual) options[name] = context.componentOption(name) ?? given[name]
  }
  return options as CommonOptions
}

/** `host:port` with commas between; IPv6 addresses stand in brackets. */
function brokersOf(text: string | undefined): string[] {
  const brokers = (text ?? '')
    .split(',')
    .map(each => each.trim())
    .filter(each => each !== '')
  if (brokers.length === 0)
    throw invalid('brokers', 'there are none: give host:port, with commas between, or camel.component.kafka.brokers for all endpoints')
  for (const broker of brokers) {
    const port = /^(?:\[[0-9a-fA-F:.]+\]|[^\s:/@]+):(\d{1,5})$/.exec(broker)?.[1]
    if (port === undefined || Number(port) < 1 || Number(port) > 65_535) throw invalid('brokers', `\`${broker}\` is not host:port`)
  }
  return brokers
}

interface Security {
  readonly tls: boolean
  readonly mechanism: string | undefined
}

const MECHANISMS: Readonly<Record<string, string>> = {
  PLAIN: 'PLAIN',
  SCRAM_SHA_256: 'SCRAM-SHA-256',
  SCRAM_SHA_512: 'SCRAM-SHA-512',
  OAUTH: 'OAUTHBEARER',
}

function securityOf({ saslAuthType, saslMechanism, securityProtocol }: CommonOptions): Security {
  if (saslAuthType === undefined || saslAuthType === 'NONE') {
    const isSasl = securityProtocol.startsWith('SASL_')
    return { tls: securityProtocol.endsWith('SSL'), mechanism: isSasl ? saslMechanism : undefined }
  }
  if (saslAuthType === 'SSL') return { tls: true, mechanism: undefined }
  const mechanism = MECHANISMS[saslAuthType]
  if (mechanism === undefined)
    throw invalid('saslAuthType', `${saslAuthType} is not supported; use PLAIN, SCRAM_SHA_256, SCRAM_SHA_512 or OAUTH`)
  return { tls: securityProtocol !== 'SASL_PLAINTEXT', mechanism }
}

function invalid(option: string, reason: string): Error {
  return errors.KF_FIELD_INVALID({ option, reason })
}
