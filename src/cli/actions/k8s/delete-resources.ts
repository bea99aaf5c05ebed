import { kinds } from '../../../operator/client/kinds.ts'
import type { KubeKind } from '../../../operator/client/kube-object.ts'
import { INTEGRATION_LABEL, MANAGED_BY } from '../../../operator/render/metadata.ts'
import { type CommandInput, EXIT, envelope, type Io } from '../../command.ts'
import { type Cluster, type ClusterOptions, withCluster } from './cluster.ts'

interface DeleteOptions extends ClusterOptions {
  readonly json?: boolean
}

/** What `k8s apply` makes; deleted from what serves to what it needs. */
const MADE: readonly KubeKind[] = [
  kinds.Ingress,
  kinds.HorizontalPodAutoscaler,
  kinds.PodDisruptionBudget,
  kinds.Service,
  kinds.CronJob,
  kinds.Job,
  kinds.Deployment,
  kinds.StatefulSet,
  kinds.ConfigMap,
]

/** Deletes Integrations and Pipes by name, and what `k8s apply` has made under these names. Names that are not there give 1. */
export async function deleteResources({ arguments: names, options: given }: CommandInput, io: Io): Promise<number> {
  const options = given as DeleteOptions
  const deleted = await withCluster(options, io, async cluster => {
    const all: string[][] = []
    for (const name of names) all.push([...(await deleteOwners(name, cluster)), ...(await deleteMade(name, cluster))])
    return all
  })
  const missing = names.filter((_, index) => deleted[index]!.length === 0)
  const summary = `${deleted.flat().length} objects deleted${missing.length > 0 ? `; there is nothing called ${missing.join(', ')}` : ''}`
  if (options.json) io.out(envelope('k8s delete', missing.length === 0, summary, deleted.flat()))
  else
    io.out(
      `${deleted
        .flat()
        .map(each => `${each} deleted\n`)
        .join('')}${summary}\n`,
    )
  return missing.length === 0 ? EXIT.ok : EXIT.failed
}

async function deleteOwners(name: string, { client, namespace }: Cluster): Promise<string[]> {
  const deleted: string[] = []
  for (const kind of [kinds.Pipe, kinds.Integration]) {
    // a cluster without the operator has no such kind
    if (!(await client.serves(kind)) || (await client.get(kind, namespace, name)) === undefined) continue
    await client.delete(kind, namespace, name)
    deleted.push(`${kind.kind}/${name}`)
  }
  return deleted
}

/** Those without an owner: the others go with theirs. */
async function deleteMade(name: string, { client, namespace }: Cluster): Promise<string[]> {
  const labelSelector = Object.entries({ ...MANAGED_BY, [INTEGRATION_LABEL]: name })
    .map(each => each.join('='))
    .join(',')
  const deleted: string[] = []
  for (const kind of MADE) {
    const { items } = await client.list(kind, { namespace, labelSelector, metadataOnly: true })
    for (const { metadata } of items.filter(each => !each.metadata.ownerReferences?.length)) {
      await client.delete(kind, namespace, metadata.name)
      deleted.push(`${kind.kind}/${metadata.name}`)
    }
  }
  return deleted
}
