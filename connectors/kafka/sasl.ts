import type { Clock } from '../../src/core/clock.ts'
import { errors } from '../../src/core/errors.ts'
import type { SaslSettings } from './client.ts'
import { parseJaas } from './jaas.ts'
import { oauthTokens } from './oauth-tokens.ts'
import type { CommonOptions } from './settings.ts'

/** How the client proves who it is, by a mechanism as Kafka names it; `undefined`: not at all. Throws where a secret is missing. */
export function saslOf(options: CommonOptions, mechanism: string | undefined, clock: Clock): SaslSettings | undefined {
  switch (mechanism) {
    case undefined:
      return undefined
    case 'PLAIN':
      return { mechanism: 'plain', ...loginOf(options, mechanism) }
    case 'SCRAM-SHA-256':
      return { mechanism: 'scram-sha-256', ...loginOf(options, mechanism) }
    case 'SCRAM-SHA-512':
      return { mechanism: 'scram-sha-512', ...loginOf(options, mechanism) }
    case 'OAUTHBEARER':
      return { mechanism: 'oauthbearer', token: oauthTokens(oauthOf(options), clock) }
    default:
      throw invalid('saslMechanism', `${mechanism} is not supported; use PLAIN, SCRAM-SHA-256, SCRAM-SHA-512 or OAUTHBEARER`)
  }
}

function loginOf(options: CommonOptions, mechanism: string): { username: string; password: string } {
  const jaas = options.saslJaasConfig === undefined ? {} : parseJaas(options.saslJaasConfig).options
  const username = options.saslUsername ?? jaas['username']
  const password = options.saslPassword ?? jaas['password']
  if (username === undefined || username === '') throw missing('saslUsername', mechanism)
  if (password === undefined || password === '') throw missing('saslPassword', mechanism)
  return { username, password }
}

function oauthOf(options: CommonOptions) {
  const jaas = options.saslJaasConfig === undefined ? {} : parseJaas(options.saslJaasConfig).options
  const clientId = options.oauthClientId ?? jaas['clientId']
  const clientSecret = options.oauthClientSecret ?? jaas['clientSecret']
  const endpoint = options.oauthTokenEndpointUri
  if (!clientId) throw missing('oauthClientId', 'OAUTHBEARER')
  if (!clientSecret) throw missing('oauthClientSecret', 'OAUTHBEARER')
  if (!endpoint) throw missing('oauthTokenEndpointUri', 'OAUTHBEARER')
  return { clientId, clientSecret, endpoint, scope: options.oauthScope ?? jaas['scope'] }
}

function missing(option: string, mechanism: string): Error {
  return invalid(option, `${mechanism} needs it, and neither the endpoint, nor camel.component.kafka, nor saslJaasConfig gives it`)
}

function invalid(option: string, reason: string): Error {
  return errors.KF_FIELD_INVALID({ option, reason })
}
