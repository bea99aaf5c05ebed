import { builtInCatalog } from '../../../catalog/index.ts'
import { errors } from '../../../core/errors.ts'
import { checkRoutes } from '../../../operator/accept/check-routes.ts'
import { kinds } from '../../../operator/client/kinds.ts'
import type { KubeKind, KubeObject } from '../../../operator/client/kube-object.ts'
import { kameletText } from '../../../operator/reconcile/inputs.ts'
import { INTEGRATION_LABEL } from '../../../operator/render/metadata.ts'
import { type Reference, referencesOf } from '../../../operator/render/references.ts'
import { planIntegration } from '../../../operator/render/render-integration.ts'
import { renderPipe } from '../../../operator/render/render-pipe.ts'
import type { Integration } from '../../../operator/resources/integration.ts'
import type { Pipe } from '../../../operator/resources/pipe.ts'
import { type CommandInput, EXIT, envelope, type Io } from '../../command.ts'
import { type Cluster, type ClusterOptions, kindOf, shortName, withCluster } from './cluster.ts'
import { manifestsText } from './manifests.ts'

interface PromoteOptions extends ClusterOptions {
  readonly to?: string
  readonly toContext?: string
  readonly dryRun?: boolean
  readonly json?: boolean
}

/** What was found out about a promotion before anything was written. */
interface Promotion {
  readonly object: KubeObject
  /** The image by its digest, as the pods run it. */
  readonly image: string | undefined
  readonly references: readonly { readonly kind: KubeKind; readonly name: string; readonly key?: string; readonly optional: boolean }[]
}

/**
 * Copies an Integration or Pipe to another namespace, with the image that its pods run now, by digest. What it names must be there; where something
 * is missing nothing is written, and the exit code is 1.
 */
export async function promoteResource({ arguments: [name], options: given }: CommandInput, io: Io): Promise<number> {
  const options = given as PromoteOptions
  if (options.to === undefined) throw errors.KF_CLI_USAGE({ reason: 'say where to: --to NAMESPACE' })
  const promotion = await withCluster(options, io, cluster => promotionOf(name!, options.to!, cluster))
  const target = { ...options, namespace: options.to, ...(options.toContext !== undefined && { context: options.toContext }) }
  const missing = await withCluster(target, io, async cluster => {
    const found = await missingIn(promotion, cluster)
    if (found.length === 0 && !options.dryRun) await cluster.client.apply(kindOf(promotion.object), promotion.object, { force: true })
    return found
  })
  return report(promotion, missing, options, io)
}

async function promotionOf(name: string, to: string, { client, namespace }: Cluster): Promise<Promotion> {
  const pipe = (await client.get(kinds.Pipe, namespace, name)) as Pipe | undefined
  const found = pipe ?? ((await client.get(kinds.Integration, namespace, name)) as Integration | undefined)
  if (found === undefined)
    throw errors.KF_OPER_RESOURCE({
      what: name,
      field: 'metadata.name',
      reason: `there is no Integration or Pipe of this name in ${namespace}`,
    })
  const integration = pipe === undefined ? (found as Integration) : renderPipe(pipe, builtInCatalog()).integration
  const image = await runningImage(name, namespace, client)
  const { status } = found as Integration
  const version = (status?.runtime as { version?: string } | undefined)?.version
  const runtime = { ...found.spec.runtime, ...(version !== undefined && { version }), ...(image !== undefined && { image }) }
  const { labels, annotations = {} } = found.metadata
  const kept = Object.entries(annotations).filter(([key]) => !/^(kubectl\.kubernetes\.io|kafila\.dev)\//.test(key))
  const object = {
    apiVersion: found.apiVersion,
    kind: found.kind,
    metadata: { name, namespace: to, ...(labels && { labels }), ...(kept.length > 0 && { annotations: Object.fromEntries(kept) }) },
    spec: { ...found.spec, ...(Object.keys(runtime).length > 0 && { runtime }) },
  }
  return { object, image, references: integration === undefined ? [] : await referencesWith(integration, { client, namespace }) }
}

/** What pods of it run, as the node resolved it. */
async function runningImage(name: string, namespace: string, client: Cluster['client']): Promise<string | undefined> {
  const { items } = await client.list(kinds.Pod, { namespace, labelSelector: `${INTEGRATION_LABEL}=${name}` })
  const ids = items.flatMap(({ status }) => (status as { containerStatuses?: { imageID?: string }[] } | undefined)?.containerStatuses ?? [])
  return ids.map(({ imageID = '' }) => imageID.replace(/^[a-z-]+:\/\//, '')).find(id => /@sha256:[0-9a-f]{64}$/.test(id))
}

async function referencesWith(integration: Integration, { client, namespace }: Cluster): Promise<Promotion['references']> {
  const { items } = await client.list(kinds.Kamelet, { namespace })
  const contents = await contentsOf(integration, { client, namespace })
  const { files } = planIntegration(integration, { contents })
  const find = (name: string) => items.find(({ metadata }) => metadata.name === name)
  const checked = await checkRoutes(files, {
    catalog: builtInCatalog(),
    findKamelet: name => {
      const found = find(name)
      return found && kameletText(found)
    },
    hasHiddenProperties: true,
  })
  const named = referencesOf(integration, planIntegration(integration, { contents, kamelets: checked.kamelets }).files).map(ofKind)
  const kamelets = [...checked.kamelets.keys()].map(name => ({ kind: kinds.Kamelet, name, optional: false }))
  const { serviceAccountName } = integration.spec
  const account = serviceAccountName === undefined ? [] : [{ kind: kinds.ServiceAccount, name: serviceAccountName, optional: false }]
  return [...named, ...kamelets, ...account]
}

function ofKind({ kind, name, key, optional }: Reference) {
  return { kind: kinds[kind], name, ...(key !== undefined && { key }), optional }
}

async function contentsOf({ spec }: Integration, { client, namespace }: Cluster): Promise<Map<string, string>> {
  const contents = new Map<string, string>()
  for (const { contentRef, contentKey, name } of spec.sources ?? []) {
    if (contentRef === undefined) continue
    const data = (await client.get(kinds.ConfigMap, namespace, contentRef))?.['data'] as Record<string, string> | undefined
    const text = data?.[contentKey ?? name]
    if (text !== undefined) contents.set(`${contentRef}/${contentKey ?? name}`, text)
  }
  return contents
}

/** What is named but not there. Values of Secrets are not read: of them only the name counts. */
async function missingIn({ references }: Promotion, { client, namespace }: Cluster): Promise<string[]> {
  const missing = new Set<string>()
  for (const { kind, name, key, optional } of references) {
    if (optional) continue
    const isMap = kind === kinds.ConfigMap
    const found = await client.get(kind, namespace, name, { metadataOnly: !isMap })
    if (found === undefined) missing.add(`${kind.kind}/${name}`)
    else if (isMap && key !== undefined && !Object.hasOwn((found['data'] ?? {}) as object, key))
      missing.add(`${kind.kind}/${name} (key ${key})`)
  }
  return [...missing].sort()
}

function report({ object, image }: Promotion, missing: readonly string[], { json, dryRun, to }: PromoteOptions, io: Io): number {
  const ok = missing.length === 0
  const done = dryRun ? 'could be promoted' : 'promoted'
  const summary = ok ? `${shortName(object)} ${done} to ${to}` : `${to} has no ${missing.join(', ')}: nothing was written`
  if (json) io.out(envelope('k8s promote', ok, summary, { object, image: image ?? null, missing }))
  else if (!ok) io.err(`kafila k8s promote: ${summary}\n`)
  else io.out(`${dryRun ? manifestsText([object]) : `${summary}${image === undefined ? '' : ` with ${image}`}\n`}`)
  return ok ? EXIT.ok : EXIT.failed
}
