import type { KubeObject } from '../../../operator/client/kube-object.ts'
import { yamlText } from '../../../operator/render/route-files.ts'
import { type CommandInput, EXIT, envelope, type Io } from '../../command.ts'
import { type Cluster, type ClusterOptions, kindOf, placed, shortName, withCluster } from './cluster.ts'
import { lineDiff } from './line-diff.ts'
import { type ManifestOptions, manifestsOf } from './manifests.ts'

interface Difference {
  readonly object: string
  readonly change: 'created' | 'changed' | 'unchanged'
  readonly diff: string
}

/** Shows what an apply would change, as the API server would store it; gives 0 where nothing would, else 1. */
export async function diffManifests({ arguments: paths, options: given }: CommandInput, io: Io): Promise<number> {
  const options = given as unknown as ManifestOptions & ClusterOptions
  const manifests = await manifestsOf('k8s diff', paths, options, io)
  if (typeof manifests === 'number') return manifests
  const found = await withCluster(options, io, async cluster => {
    const differences: Difference[] = []
    for (const manifest of manifests) differences.push(await differenceOf(manifest, cluster))
    return differences
  })
  const changed = found.filter(({ change }) => change !== 'unchanged')
  const summary = changed.length === 0 ? 'nothing would change' : `${changed.length} of ${found.length} objects would change`
  if (options.json) io.out(envelope('k8s diff', changed.length === 0, summary, found))
  else io.out(`${changed.map(({ object, change, diff }) => `${object} (${change})\n${diff}`).join('')}${summary}\n`)
  return changed.length === 0 ? EXIT.ok : EXIT.failed
}

async function differenceOf(manifest: KubeObject, { client, namespace }: Cluster): Promise<Difference> {
  const kind = kindOf(manifest)
  const object = placed(manifest, namespace)
  const live = await client.get(kind, object.metadata.namespace, object.metadata.name)
  // what the server would store, with its defaults; nothing is written
  const next = await client.apply(kind, object, { force: true, dryRun: true })
  const [before, after] = [live === undefined ? '' : shown(live), shown(next)]
  const change = live === undefined ? 'created' : before === after ? 'unchanged' : 'changed'
  return { object: shortName(manifest), change, diff: change === 'unchanged' ? '' : lineDiff(before, after) }
}

/** What people and not controllers have written. */
function shown({ status: _status, metadata, ...fields }: KubeObject): string {
  const {
    managedFields: _fields,
    resourceVersion: _version,
    uid: _uid,
    generation: _generation,
    creationTimestamp: _time,
    ...kept
  } = metadata
  return yamlText({ ...fields, metadata: kept })
}
