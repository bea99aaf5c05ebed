import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, dirname, join, resolve } from 'node:path'
import { parse } from 'yaml'
import { errors } from '../../core/errors.ts'
import { exceptionMessage } from '../../core/exceptions.ts'

/** How a cluster is reached, and as whom. */
export interface ClusterConfig {
  /** `https://host:port`, without a path. */
  readonly server: string
  /** Path below which the API stands, for proxies; mostly empty. */
  readonly basePath: string
  /** PEM texts. */
  readonly ca?: string
  readonly cert?: string
  readonly key?: string
  readonly skipTlsVerify: boolean
  readonly serverName?: string
  /** Gives the token; read anew where it stands in a file, as it is rotated. */
  readonly token?: () => string
  readonly basic?: { readonly username: string; readonly password: string }
  /** Another user whose rights are used. */
  readonly impersonate?: { readonly user: string; readonly groups: readonly string[] }
  /** Of the context; else `default`. */
  readonly namespace: string
}

export interface ClusterChoice {
  readonly kubeconfig?: string
  readonly context?: string
  readonly env?: Readonly<Record<string, string | undefined>>
  /** Where a pod finds its service account. */
  readonly serviceAccount?: string
}

const SERVICE_ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount'

/** The cluster by --kubeconfig, KUBECONFIG, the service account of the pod, or `~/.kube/config`, in this order. Throws `KF_KUBE_CONFIG`. */
export function loadClusterConfig({
  kubeconfig,
  context,
  env = process.env,
  serviceAccount = SERVICE_ACCOUNT,
}: ClusterChoice = {}): ClusterConfig {
  const named = kubeconfig ?? (env['KUBECONFIG'] || undefined)
  if (named !== undefined) return fromKubeconfig(named.split(delimiter), context)
  if (env['KUBERNETES_SERVICE_HOST'] !== undefined && existsSync(join(serviceAccount, 'token'))) return inCluster(env, serviceAccount)
  return fromKubeconfig([join(env['HOME'] ?? homedir(), '.kube', 'config')], context)
}

/** The access of the pod that this process runs in. */
export function inCluster(env: Readonly<Record<string, string | undefined>>, folder = SERVICE_ACCOUNT): ClusterConfig {
  const host = env['KUBERNETES_SERVICE_HOST'] ?? ''
  const port = env['KUBERNETES_SERVICE_PORT'] ?? '443'
  const read = (name: string) => readText(join(folder, name), folder)
  return {
    server: `https://${host.includes(':') ? `[${host}]` : host}:${port}`,
    basePath: '',
    ca: read('ca.crt'),
    skipTlsVerify: false,
    token: () => read('token').trim(),
    namespace: existsSync(join(folder, 'namespace')) ? read('namespace').trim() : 'default',
  }
}

interface Named {
  readonly name?: string
}
interface ClusterEntry {
  readonly server?: string
  readonly 'certificate-authority'?: string
  readonly 'certificate-authority-data'?: string
  readonly 'insecure-skip-tls-verify'?: boolean
  readonly 'tls-server-name'?: string
}
interface UserEntry {
  readonly token?: string
  readonly tokenFile?: string
  readonly username?: string
  readonly password?: string
  readonly 'client-certificate'?: string
  readonly 'client-certificate-data'?: string
  readonly 'client-key'?: string
  readonly 'client-key-data'?: string
  readonly as?: string
  readonly 'as-groups'?: readonly string[]
  readonly exec?: unknown
  readonly 'auth-provider'?: unknown
}
interface Kubeconfig {
  readonly 'current-context'?: string
  readonly clusters?: readonly (Named & { readonly cluster?: ClusterEntry })[]
  readonly users?: readonly (Named & { readonly user?: UserEntry })[]
  readonly contexts?: readonly (Named & {
    readonly context?: { readonly cluster?: string; readonly user?: string; readonly namespace?: string }
  })[]
}

/** As kubectl does it: of several files the first that says something wins. */
function fromKubeconfig(files: readonly string[], wanted: string | undefined): ClusterConfig {
  const file = files.join(delimiter)
  const read = files
    .filter(each => each !== '')
    .filter((each, _, all) => all.length === 1 || existsSync(each))
    .map(each => ({ folder: dirname(resolve(each)), config: parsed(each) }))
  const find = <T extends Named>(list: (config: Kubeconfig) => readonly T[] | undefined, name: string | undefined, what: string) => {
    for (const { config, folder } of read) {
      const found = list(config)?.find(each => each.name === name)
      if (found !== undefined) return { found, folder }
    }
    throw errors.KF_KUBE_CONFIG({ file, reason: `there is no ${what} ${name ?? '(no current-context is set)'}` })
  }
  const name = wanted ?? read.map(({ config }) => config['current-context']).find(Boolean)
  const { context = {} } = find(config => config.contexts, name, 'context').found
  const cluster = find(config => config.clusters, context.cluster, 'cluster')
  const user = context.user === undefined ? undefined : find(config => config.users, context.user, 'user')
  return {
    ...clusterPart(cluster.found.cluster ?? {}, cluster.folder, file),
    ...(user && userPart(user.found.user ?? {}, user.folder, file)),
    namespace: context.namespace ?? 'default',
  }
}

function parsed(file: string): Kubeconfig {
  const text = readText(file, file)
  try {
    return (parse(text) ?? {}) as Kubeconfig
  } catch (cause) {
    throw errors.KF_KUBE_CONFIG({ file, reason: exceptionMessage(cause) }, { cause })
  }
}

function clusterPart(cluster: ClusterEntry, folder: string, file: string): Omit<ClusterConfig, 'namespace'> {
  if (cluster.server === undefined || !URL.canParse(cluster.server))
    throw errors.KF_KUBE_CONFIG({ file, reason: `the server ${JSON.stringify(cluster.server ?? '')} is no URL` })
  const url = new URL(cluster.server)
  const ca = pem(cluster['certificate-authority-data'], cluster['certificate-authority'], folder, file)
  return {
    server: url.origin,
    basePath: url.pathname.replace(/\/$/, ''),
    ...(ca !== undefined && { ca }),
    skipTlsVerify: cluster['insecure-skip-tls-verify'] === true,
    ...(cluster['tls-server-name'] !== undefined && { serverName: cluster['tls-server-name'] }),
  }
}

function userPart(user: UserEntry, folder: string, file: string): Partial<ClusterConfig> {
  for (const unsupported of ['exec', 'auth-provider'] as const)
    if (user[unsupported] !== undefined)
      throw errors.KF_KUBE_CONFIG({
        file,
        reason: `users with ${unsupported} are not supported; give a token, a tokenFile or a certificate`,
      })
  const cert = pem(user['client-certificate-data'], user['client-certificate'], folder, file)
  const key = pem(user['client-key-data'], user['client-key'], folder, file)
  const { token, tokenFile, username, password } = user
  const fromFile = tokenFile === undefined ? undefined : () => readText(resolve(folder, tokenFile), file).trim()
  const given = fromFile ?? (token === undefined ? undefined : () => token)
  return {
    ...(cert !== undefined && { cert }),
    ...(key !== undefined && { key }),
    ...(given && { token: given }),
    ...(username !== undefined && { basic: { username, password: password ?? '' } }),
    ...(user.as !== undefined && { impersonate: { user: user.as, groups: user['as-groups'] ?? [] } }),
  }
}

function pem(data: string | undefined, path: string | undefined, folder: string, file: string): string | undefined {
  if (data !== undefined) return Buffer.from(data, 'base64').toString('utf8')
  return path === undefined ? undefined : readText(resolve(folder, path), file)
}

function readText(path: string, file: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    throw errors.KF_KUBE_CONFIG({ file, reason: exceptionMessage(cause) }, { cause })
  }
}
