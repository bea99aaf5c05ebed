import type { Clock } from '../../src/core/clock.ts'
import { errors } from '../../src/core/errors.ts'

export interface OAuthClient {
  readonly clientId: string
  readonly clientSecret: string
  readonly endpoint: string
  readonly scope: string | undefined
}

const TIMEOUT_MS = 10_000
/** A token is renewed after this part of its life. */
const RENEW_AT = 0.8

/** Gives the token of an OAuth 2 client (client credentials), and gets a new one before the last is over. */
export function oauthTokens(client: OAuthClient, clock: Clock): () => Promise<string> {
  let token: { readonly value: string; readonly until: number } | undefined
  return async () => {
    if (token === undefined || token.until <= clock.now()) {
      const { expires_in, access_token } = await fetchToken(client)
      token = { value: access_token, until: clock.now() + expires_in * 1000 * RENEW_AT }
    }
    return token.value
  }
}

interface Answer {
  readonly access_token: string
  readonly expires_in: number
}

async function fetchToken({ clientId, clientSecret, endpoint, scope }: OAuthClient): Promise<Answer> {
  const response = await request(endpoint, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`).toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams({ grant_type: 'client_credentials', ...(scope !== undefined && { scope }) }).toString(),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  })
  const what = `the token endpoint ${endpoint}`
  if (response.status === 401 || response.status === 400) throw errors.KF_CONN_AUTH({ what, reason: `status ${response.status}` })
  if (!response.ok) throw errors.KF_CONN_FAILED({ connector: 'kafka', reason: `${what} answers with status ${response.status}` })
  const answer = (await response.json().catch(() => undefined)) as Partial<Answer> | undefined
  if (typeof answer?.access_token !== 'string') throw errors.KF_CONN_FAILED({ connector: 'kafka', reason: `${what} gives no access_token` })
  return { access_token: answer.access_token, expires_in: Number(answer.expires_in ?? 300) }
}

async function request(endpoint: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(endpoint, init)
  } catch (cause) {
    throw errors.KF_CONN_UNREACHABLE({ connector: 'kafka', address: endpoint, reason: (cause as Error).message }, { cause })
  }
}
