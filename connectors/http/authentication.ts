import type { Address } from './address.ts'

/** How requests prove who sends them. */
export interface Authentication {
  /** The `Authorization` header that goes with every request; `undefined` where it waits to be asked. */
  initial(address: Address): string | undefined | Promise<string | undefined>
  /** What answers a `WWW-Authenticate` challenge; `undefined` where nothing does. */
  answer(challenge: string): string | undefined
}

export interface AuthenticationOptions {
  readonly authMethod: string | undefined
  readonly authUsername: string | undefined
  readonly authPassword: string | undefined
  readonly authBearerToken: string | undefined
  readonly authenticationPreemptive: boolean
}

/** The `Authorization` value of user and password. */
export function basicCredentials(user: string, password: string): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
}

/** Authentication by user and password or by a token: sent at once where it is preemptive, else when the server asks for it. */
export function fixedAuthentication(options: AuthenticationOptions): Authentication {
  const credentials = credentialsOf(options)
  return {
    initial: () => (options.authenticationPreemptive ? credentials?.value : undefined),
    answer: challenge =>
      credentials !== undefined && challenge.toLowerCase().includes(credentials.scheme) ? credentials.value : undefined,
  }
}

function credentialsOf({ authMethod, authUsername, authPassword, authBearerToken }: AuthenticationOptions) {
  if (authBearerToken !== undefined && authMethod !== 'Basic') return { scheme: 'bearer', value: `Bearer ${authBearerToken}` }
  if (authUsername === undefined || authPassword === undefined) return undefined
  return { scheme: 'basic', value: basicCredentials(authUsername, authPassword) }
}
