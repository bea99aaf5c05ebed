import { kinds } from '../client/kinds.ts'
import type { KubeObject, OwnerReference } from '../client/kube-object.ts'
import { contentHash } from '../render/canonical-json.ts'
import { child, REVISION_LABEL } from '../render/metadata.ts'
import type { Integration, IntegrationSpec } from '../resources/integration.ts'

/** All that the manifests of a revision are made from, so that it can be made again: what stands elsewhere may have changed since. */
export interface RevisionData {
  readonly spec: IntegrationSpec
  readonly kamelets: Readonly<Record<string, string>>
  readonly contents: Readonly<Record<string, string>>
}

export interface Revision {
  readonly name: string
  readonly data: RevisionData
}

/** The revision that an Integration is, with the Kamelets and texts that it uses. How many pods run, and which revision, is not part of it. */
export function revisionOf(
  integration: Integration,
  kamelets: ReadonlyMap<string, string>,
  contents: ReadonlyMap<string, string>,
): Revision {
  const { replicas: _replicas, suspend: _suspend, deploy, ...spec } = integration.spec
  const { revision: _revision, revisionHistoryLimit: _limit, ...lasting } = deploy ?? {}
  const data: RevisionData = {
    spec: { ...spec, ...(Object.keys(lasting).length > 0 && { deploy: lasting }) },
    kamelets: Object.fromEntries(kamelets),
    contents: Object.fromEntries(contents),
  }
  return { name: `${integration.metadata.name}-${contentHash(data)}`, data }
}

/** An Integration as a revision had it, with the number of pods of now. */
export function asOfRevision(integration: Integration, { spec }: RevisionData): Integration {
  const { replicas, suspend } = integration.spec
  return { ...integration, spec: { ...spec, ...(replicas !== undefined && { replicas }), ...(suspend !== undefined && { suspend }) } }
}

/** The object that keeps a revision. `routes`: the name of the ConfigMap that its pods use. */
export function revisionManifest(
  integration: Integration,
  { name, data }: Revision,
  number: number,
  routes: string,
  owner: OwnerReference,
): KubeObject {
  return child({ integration, owner }, kinds.ControllerRevision, { data, revision: number }, { name, labels: { [REVISION_LABEL]: routes } })
}

/** The revisions that are there, the newest first. */
export function sortedRevisions(children: readonly KubeObject[]): KubeObject[] {
  return children.filter(({ kind }) => kind === kinds.ControllerRevision.kind).sort((a, b) => numberOf(b) - numberOf(a))
}

export function numberOf(revision: KubeObject): number {
  return typeof revision['revision'] === 'number' ? revision['revision'] : 0
}

/** The data of a stored revision; undefined where it is not ours. */
export function dataOf(revision: KubeObject | undefined): RevisionData | undefined {
  const data = revision?.['data'] as Partial<RevisionData> | undefined
  return data?.spec === undefined ? undefined : { spec: data.spec, kamelets: data.kamelets ?? {}, contents: data.contents ?? {} }
}
