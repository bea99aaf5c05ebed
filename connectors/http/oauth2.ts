import type { Clock } from '../../src/core/clock.ts'
import { errors } from '../../src/core/errors.ts'
import { parseAddress } from './address.ts'
import { type Authentication, basicCredentials } from './authentication.ts'
import type { Client } from './client.ts'
import { readAll } from './read-answer.ts'
import { formEncode } from './uri-encoding.ts'

export interface OAuth2Options {
  readonly clientId: string
  readonly clientSecret: string
  readonly tokenEndpoint: string
  readonly scope: string | undefined
  readonly resource: string | undefined
  /** Whether id and secret stand in the body instead of the Authorization header. */
  readonly inBody: boolean
  readonly cache: boolean
  readonly defaultExpirySeconds: number
  readonly marginSeconds: number
}

interface Token {
  readonly value: string
  readonly expires: number
}

/** Authentication by OAuth 2 client credentials: a token is fetched for each request, or kept until shortly before it expires. */
export function oauth2Authentication(options: OAuth2Options, client: Client, clock: Clock): Authentication {
  let kept: Token | undefined
  let fetching: Promise<Token> | undefined
  const fetchOnce = () => {
    fetching ??= fetchToken(options, client, clock).finally(() => {
      fetching = undefined
    })
    return fetching
  }
  return {
    async initial() {
      if (kept === undefined || clock.now() > kept.expires - options.marginSeconds * 1000) {
        const token = await fetchOnce()
        kept = options.cache ? token : undefined
        return `Bearer ${token.value}`
      }
      return `Bearer ${kept.value}`
    },
    answer: () => undefined,
  }
}

async function fetchToken(options: OAuth2Options, client: Client, clock: Clock): Promise<Token> {
  const response = await client.send({
    method: 'POST',
    address: parseAddress(options.tokenEndpoint),
    headers: [
      'Content-Type',
      'application/x-www-form-urlencoded',
      ...(options.inBody ? [] : ['Authorization', basicCredentials(options.clientId, options.clientSecret)]),
    ],
    body: Buffer.from(tokenForm(options)),
  })
  const body = await readAll(response)
  if (response.statusCode !== 200) {
    throw errors.KF_HTTP_PROTOCOL({ reason: `Received error response from token request with Status Code: ${response.statusCode}` })
  }
  return readToken(body, options, clock)
}

function tokenForm({ scope, resource, inBody, clientId, clientSecret }: OAuth2Options): string {
  const fields: [string, string | undefined][] = [
    ['grant_type', 'client_credentials'],
    ['scope', scope],
    ['client_id', inBody ? clientId : undefined],
    ['client_secret', inBody ? clientSecret : undefined],
    ['resource', resource],
  ]
  return fields.flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${formEncode(value)}`])).join('&')
}

function readToken(body: Buffer, { defaultExpirySeconds }: OAuth2Options, clock: Clock): Token {
  let answer: { access_token?: unknown; expires_in?: unknown }
  try {
    answer = JSON.parse(body.toString('utf8'))
  } catch (cause) {
    throw errors.KF_HTTP_PROTOCOL({ reason: 'the answer of the token endpoint is not JSON' }, { cause })
  }
  if (typeof answer?.access_token !== 'string') throw errors.KF_HTTP_PROTOCOL({ reason: 'the token endpoint gave no access_token' })
  const seconds = Number(answer.expires_in ?? defaultExpirySeconds)
  return { value: answer.access_token, expires: clock.now() + (Number.isNaN(seconds) ? defaultExpirySeconds : seconds) * 1000 }
}
