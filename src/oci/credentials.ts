import { execFile } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { errors } from '../core/errors.ts'
import { exceptionMessage } from '../core/exceptions.ts'

/** Who one is for a registry. With an identity token the user name does not matter. */
export type Credentials = { readonly username: string; readonly password: string } | { readonly identityToken: string }

/** Finds the credentials for a registry's host; `undefined` where there are none. */
export type CredentialFinder = (registry: string) => Promise<Credentials | undefined>

type Environment = Readonly<Record<string, string | undefined>>

interface DockerConfig {
  readonly auths?: Readonly<Record<string, { auth?: string; username?: string; password?: string; identitytoken?: string }>>
  readonly credHelpers?: Readonly<Record<string, string>>
  readonly credsStore?: string
}

/** Reads credentials as Docker and Podman keep them: `$REGISTRY_AUTH_FILE`, `$DOCKER_CONFIG/config.json`, `~/.docker/config.json`, or a helper that it names. */
export function dockerCredentials(env: Environment): CredentialFinder {
  const file = [env['REGISTRY_AUTH_FILE'], join(env['DOCKER_CONFIG'] ?? join(env['HOME'] ?? homedir(), '.docker'), 'config.json')].find(
    each => each !== undefined && existsSync(each),
  )
  if (file === undefined) return async () => undefined
  const config = readConfig(file)
  return async registry => {
    const names =
      registry === 'registry-1.docker.io' ? ['https://index.docker.io/v1/', 'docker.io', registry] : [registry, `https://${registry}`]
    const helper = names.map(name => config.credHelpers?.[name]).find(each => each !== undefined) ?? config.credsStore
    const stored = names.map(name => config.auths?.[name]).find(each => each !== undefined)
    return (stored && fromEntry(stored)) ?? (helper === undefined ? undefined : askHelper(helper, names[0]!, env))
  }
}

function readConfig(file: string): DockerConfig {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as DockerConfig
  } catch (cause) {
    throw errors.KF_OCI_AUTH({ address: file, reason: `it cannot be read as JSON: ${exceptionMessage(cause)}` }, { cause })
  }
}

function fromEntry(entry: { auth?: string; username?: string; password?: string; identitytoken?: string }): Credentials | undefined {
  if (entry.identitytoken) return { identityToken: entry.identitytoken }
  if (entry.username !== undefined && entry.password !== undefined) return { username: entry.username, password: entry.password }
  if (!entry.auth) return undefined
  const decoded = Buffer.from(entry.auth, 'base64').toString('utf8')
  const colon = decoded.indexOf(':')
  return colon < 0 ? undefined : { username: decoded.slice(0, colon), password: decoded.slice(colon + 1) }
}

/** Asks `docker-credential-NAME`, which has the secret elsewhere. A helper that knows nothing of the registry ends with an error. */
function askHelper(name: string, registry: string, env: Environment): Promise<Credentials | undefined> {
  const program = `docker-credential-${name}`
  return new Promise((resolve, reject) => {
    const child = execFile(program, ['get'], { env: env as NodeJS.ProcessEnv, timeout: 30_000 }, (error, stdout) => {
      if (error && /credentials not found/i.test(stdout)) return resolve(undefined)
      if (error) return reject(errors.KF_OCI_AUTH({ address: registry, reason: `${program}: ${error.message}` }, { cause: error }))
      const { Username, Secret } = JSON.parse(stdout) as { Username: string; Secret: string }
      resolve(Username === '<token>' ? { identityToken: Secret } : { username: Username, password: Secret })
    })
    child.stdin?.on('error', () => undefined) // a helper that is missing is told by the callback
    child.stdin?.end(registry)
  })
}
