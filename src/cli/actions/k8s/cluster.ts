import { errors } from '../../../core/errors.ts'
import { ApiClient } from '../../../operator/client/api-client.ts'
import { loadClusterConfig } from '../../../operator/client/cluster-config.ts'
import { kinds } from '../../../operator/client/kinds.ts'
import type { KubeKind, KubeObject } from '../../../operator/client/kube-object.ts'
import type { Io } from '../../command.ts'
import { VERSION } from '../../version.ts'

export interface ClusterOptions {
  readonly kubeconfig?: string
  readonly context?: string
  readonly namespace?: string
}

/** A cluster, and the namespace that a command is about. */
export interface Cluster {
  readonly client: ApiClient
  readonly namespace: string
}

/** Who owns the fields that these commands set. */
const FIELD_MANAGER = 'kafila-cli'

/** Runs something with the cluster of a command line. Rejects with `KF_KUBE_…`. */
export async function withCluster<T>(
  { kubeconfig, context, namespace }: ClusterOptions,
  io: Io,
  action: (cluster: Cluster) => Promise<T>,
): Promise<T> {
  const config = loadClusterConfig({
    ...(kubeconfig !== undefined && { kubeconfig }),
    ...(context !== undefined && { context }),
    env: io.env,
  })
  const client = new ApiClient(config, { fieldManager: FIELD_MANAGER, userAgent: `kafila/${VERSION}` })
  try {
    return await action({ client, namespace: namespace ?? config.namespace })
  } finally {
    client.close()
  }
}

const KINDS: ReadonlyMap<string, KubeKind> = new Map(Object.values(kinds).map(kind => [`${kind.apiVersion}/${kind.kind}`, kind]))

/** Where the API serves objects of a kind. Throws `KF_OPER_RESOURCE` for kinds that are not known here. */
export function kindOf({ apiVersion, kind, metadata }: KubeObject): KubeKind {
  const found = KINDS.get(`${apiVersion}/${kind}`)
  if (found !== undefined) return found
  throw errors.KF_OPER_RESOURCE({
    what: `${kind} ${metadata.name}`,
    field: 'kind',
    reason: `objects of ${apiVersion} are not handled here: apply it by kubectl`,
  })
}

/** The object in the namespace of the command, unless it says one itself. */
export function placed(object: KubeObject, namespace: string): KubeObject {
  if (!kindOf(object).namespaced || object.metadata.namespace !== undefined) return object
  return { ...object, metadata: { ...object.metadata, namespace } }
}

/** `Deployment/orders`. */
export function shortName({ kind, metadata }: KubeObject): string {
  return `${kind}/${metadata.name}`
}
