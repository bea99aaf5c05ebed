import { kinds } from '../../../operator/client/kinds.ts'
import type { KubeObject } from '../../../operator/client/kube-object.ts'
import { type CommandInput, EXIT, envelope, type Io } from '../../command.ts'
import { table } from '../../table.ts'
import { type ClusterOptions, withCluster } from './cluster.ts'

interface GetOptions extends ClusterOptions {
  readonly allNamespaces?: boolean
  readonly json?: boolean
}

interface Status {
  readonly phase?: string
  readonly replicas?: number
  readonly readyReplicas?: number
  readonly conditions?: readonly { readonly type: string; readonly status: string; readonly reason?: string; readonly message?: string }[]
}

/** Lists Integrations and Pipes and how they stand; with a name only that one. */
export async function getResources({ arguments: [name], options: given }: CommandInput, io: Io): Promise<number> {
  const options = given as GetOptions
  const items = await withCluster(options, io, async ({ client, namespace }) => {
    const within = options.allNamespaces ? {} : { namespace }
    const lists = await Promise.all([client.list(kinds.Integration, within), client.list(kinds.Pipe, within)])
    return lists.flatMap(list => list.items).filter(({ metadata }) => name === undefined || metadata.name === name)
  })
  const summary = `${items.length} ${items.length === 1 ? 'resource' : 'resources'}`
  const found = name === undefined || items.length > 0
  if (options.json) io.out(envelope('k8s get', found, summary, items))
  else if (found) io.out(items.length === 0 ? `${summary}\n` : table([HEAD, ...items.map(row)]))
  else io.err(`kafila k8s get: there is no Integration or Pipe ${name}\n`)
  return found ? EXIT.ok : EXIT.failed
}

const HEAD = ['NAMESPACE', 'KIND', 'NAME', 'PHASE', 'PODS', 'REASON', 'MESSAGE']

function row({ kind, metadata, ...fields }: KubeObject): string[] {
  const { phase = '', replicas = 0, readyReplicas = 0, conditions = [] } = (fields['status'] ?? {}) as Status
  const ready = conditions.find(({ type }) => type === 'Ready')
  return [metadata.namespace ?? '', kind, metadata.name, phase, `${readyReplicas}/${replicas}`, ready?.reason ?? '', ready?.message ?? '']
}
