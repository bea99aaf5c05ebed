import type { FieldDiagnostic } from '../accept/check-routes.ts'
import { podFacts } from '../accept/pod-facts.ts'
import { kinds } from '../client/kinds.ts'
import type { KubeObject } from '../client/kube-object.ts'
import { type Reference, referencesOf } from '../render/references.ts'
import { planIntegration } from '../render/render-integration.ts'
import { yamlText } from '../render/route-files.ts'
import type { Integration } from '../resources/integration.ts'
import type { World } from './world.ts'

/** What an Integration names, as far as it is there, and what is wrong with its routes. */
export interface Inputs {
  readonly diagnostics: readonly FieldDiagnostic[]
  readonly kamelets: ReadonlyMap<string, string>
  readonly contents: ReadonlyMap<string, string>
  /** What is named but not there, for people. */
  readonly missing: readonly string[]
  readonly versions: ReadonlyMap<string, string>
}

/** Collects what an Integration names; remembers that it does, so that it is looked at again when one of these changes. */
export async function gatherInputs(integration: Integration, key: string, world: World): Promise<Inputs> {
  const { namespace = '' } = integration.metadata
  const { contents, missing: missingContents } = await sourceContents(integration, world)
  const { files } = planIntegration(integration, { contents })
  const { spec } = integration
  const { diagnostics, kamelets } = await world.checks.check(key, files, {
    catalog: world.catalog,
    findKamelet: name => findKamelet(name, namespace, world),
    ...podFacts(spec),
  })
  const complete = planIntegration(integration, { contents, kamelets })
  const references = referencesOf(integration, complete.files)
  const { versions, missing } = await versionsOf(references, namespace, world)
  remember(key, namespace, references, world)
  return { diagnostics, kamelets, contents, versions, missing: [...missingContents, ...missing] }
}

/** Of the namespace, else of those that come with the operator. */
function findKamelet(name: string, namespace: string, { cache, bundledKamelet }: World): string | undefined {
  const found = cache.get(kinds.Kamelet, namespace, name)
  return found === undefined ? bundledKamelet(name) : kameletText(found)
}

/** A Kamelet as a file: what a cluster adds to it is left out, as it would be another file each time. */
export function kameletText({ kind, metadata, spec }: KubeObject): string {
  const { name, labels, annotations = {} } = metadata
  const kept = Object.entries(annotations).filter(([key]) => !key.startsWith('kubectl.kubernetes.io/'))
  const shown = { name, ...(labels && { labels }), ...(kept.length > 0 && { annotations: Object.fromEntries(kept) }) }
  return yamlText({ apiVersion: 'camel.apache.org/v1', kind, metadata: shown, spec })
}

/** The texts of sources that stand in ConfigMaps. */
async function sourceContents(
  { spec, metadata }: Integration,
  world: World,
): Promise<{ contents: Map<string, string>; missing: string[] }> {
  const contents = new Map<string, string>()
  const missing: string[] = []
  for (const [index, { contentRef, contentKey, name }] of (spec.sources ?? []).entries()) {
    if (contentRef === undefined) continue
    const key = contentKey ?? name
    const { namespace = '' } = metadata
    // asked for only where the watch says that it is there
    const known = world.cache.get(kinds.ConfigMap, namespace, contentRef)
    const found = known && (await world.client.get(kinds.ConfigMap, namespace, contentRef))
    const text = (found?.['data'] as Record<string, string> | undefined)?.[key]
    if (text !== undefined) contents.set(`${contentRef}/${key}`, text)
    else
      missing.push(
        `spec.sources[${index}].contentRef: ${found === undefined ? `there is no ConfigMap ${contentRef}` : `the ConfigMap ${contentRef} has no key ${key}`}`,
      )
  }
  return { contents, missing }
}

async function versionsOf(
  references: readonly Reference[],
  namespace: string,
  world: World,
): Promise<{ versions: Map<string, string>; missing: string[] }> {
  const versions = new Map<string, string>()
  const missing: string[] = []
  for (const { kind, name, optional, field, inPod } of references) {
    // what is in no pod is read where it is needed
    if (!inPod) continue
    const key = `${kind}/${name}`
    const version = versions.get(key) ?? (await versionOf(kind, namespace, name, world))
    if (version !== undefined) versions.set(key, version)
    else if (!optional) missing.push(`${field}: there is no ${kind} ${name}`)
  }
  return { versions, missing: [...new Set(missing)] }
}

async function versionOf(kind: Reference['kind'], namespace: string, name: string, { cache, secrets }: World): Promise<string | undefined> {
  if (kind === 'Secret') return secrets.version(namespace, name)
  const map = cache.get(kinds.ConfigMap, namespace, name)
  return map && `${map.metadata.uid}/${map.metadata.resourceVersion}`
}

function remember(key: string, namespace: string, references: readonly Reference[], { dependents, checks }: World): void {
  const objects = references.map(({ kind, name }) => `${kind}/${namespace}/${name}`)
  dependents.set(key, [...new Set([...objects, ...checks.asked(key).map(name => `Kamelet/${namespace}/${name}`)])])
}
