import type { Clock } from '../../core/clock.ts'
import type { ApiClient } from '../client/api-client.ts'
import { Informer } from '../client/informer.ts'
import { kinds } from '../client/kinds.ts'
import { type KubeKind, type KubeObject, objectKey } from '../client/kube-object.ts'
import { INTEGRATION_LABEL, MANAGED_BY } from '../render/metadata.ts'

export interface ClusterCacheOptions {
  readonly client: ApiClient
  readonly clock: Clock
  /** Undefined: all namespaces. */
  readonly namespaces: readonly string[] | undefined
  readonly onChange: (after: KubeObject | undefined, before: KubeObject | undefined) => void
  readonly onFailure: (kind: KubeKind, error: unknown, nextTryMs: number) => void
}

const OURS = Object.entries(MANAGED_BY)
  .map(([key, value]) => `${key}=${value}`)
  .join(',')

interface Watched {
  readonly kind: KubeKind
  readonly labelSelector?: string
  readonly metadataOnly?: boolean
  /** Whether clusters may not have the kind. */
  readonly optional?: boolean
}

/** What the operator looks at. Of ConfigMaps only the metadata; Secrets are not among it. */
const WATCHED: readonly Watched[] = [
  { kind: kinds.Integration },
  { kind: kinds.Pipe },
  { kind: kinds.Kamelet },
  { kind: kinds.ConfigMap, metadataOnly: true },
  ...[
    kinds.ControllerRevision,
    kinds.Deployment,
    kinds.StatefulSet,
    kinds.CronJob,
    kinds.Job,
    kinds.Pod,
    kinds.Service,
    kinds.Ingress,
    kinds.PodDisruptionBudget,
    kinds.HorizontalPodAutoscaler,
  ].map(kind => ({ kind, labelSelector: OURS })),
  { kind: kinds.HTTPRoute, labelSelector: OURS, optional: true },
]

/** A copy of what the operator looks at, kept by watches, with indexes by owner and by Integration. */
export class ClusterCache {
  private readonly options: ClusterCacheOptions
  private readonly informers = new Map<string, Informer[]>()
  private readonly byOwner = new Map<string, Map<string, KubeObject>>()
  private readonly byIntegration = new Map<string, Map<string, KubeObject>>()

  constructor(options: ClusterCacheOptions) {
    this.options = options
  }

  /** Starts all watches; resolves when everything has been read once. */
  async start(): Promise<void> {
    const started: Promise<void>[] = []
    for (const watched of WATCHED) {
      if (watched.optional && !(await this.options.client.serves(watched.kind))) continue
      const informers = (this.options.namespaces ?? [undefined]).map(namespace => this.informer(watched, namespace))
      this.informers.set(watched.kind.kind, informers)
      for (const each of informers) started.push(each.start())
    }
    await Promise.all(started)
  }

  async stop(): Promise<void> {
    await Promise.all([...this.informers.values()].flat().map(each => each.stop()))
  }

  get(kind: KubeKind, namespace: string, name: string): KubeObject | undefined {
    for (const informer of this.informers.get(kind.kind) ?? []) {
      const found = informer.get(namespace, name)
      if (found !== undefined) return found
    }
    return undefined
  }

  all(kind: KubeKind): KubeObject[] {
    return (this.informers.get(kind.kind) ?? []).flatMap(each => [...each.all()])
  }

  /** How many objects there are, of all kinds. */
  get size(): number {
    return [...this.informers.values()].flat().reduce((sum, { size }) => sum + size, 0)
  }

  /** What belongs to an object by its uid. */
  children(uid: string): readonly KubeObject[] {
    return [...(this.byOwner.get(uid)?.values() ?? [])]
  }

  /** The objects of a kind with the label of an Integration. */
  labelled(kind: KubeKind, namespace: string, integration: string): readonly KubeObject[] {
    return [...(this.byIntegration.get(`${namespace}/${integration}`)?.values() ?? [])].filter(each => each.kind === kind.kind)
  }

  /** Takes what a write has answered with. */
  offer(object: KubeObject): void {
    const informers = this.informers.get(object.kind) ?? []
    const informer =
      informers.length === 1 ? informers[0] : informers[(this.options.namespaces ?? []).indexOf(object.metadata.namespace ?? '')]
    informer?.offer(object)
  }

  private informer({ kind, labelSelector, metadataOnly }: Watched, namespace: string | undefined): Informer {
    const { client, clock, onChange, onFailure } = this.options
    return new Informer(client, {
      kind,
      clock,
      ...(namespace !== undefined && { namespace }),
      ...(labelSelector !== undefined && { labelSelector }),
      ...(metadataOnly && { metadataOnly }),
      trim: trimmed,
      onChange: (after, before) => {
        this.index(after, before)
        onChange(after, before)
      },
      onFailure: (error, nextTryMs) => onFailure(kind, error, nextTryMs),
    })
  }

  private index(after: KubeObject | undefined, before: KubeObject | undefined): void {
    if (before !== undefined) for (const [map, key] of this.places(before)) remove(map, key, objectKey(before))
    if (after !== undefined) for (const [map, key] of this.places(after)) put(map, key, objectKey(after), after)
  }

  private places(object: KubeObject): [Map<string, Map<string, KubeObject>>, string][] {
    const { namespace = '', labels = {}, ownerReferences = [] } = object.metadata
    const integration = labels[INTEGRATION_LABEL]
    const owner = ownerReferences.find(({ controller }) => controller)
    return [
      ...(integration === undefined
        ? []
        : [[this.byIntegration, `${namespace}/${integration}`] as [Map<string, Map<string, KubeObject>>, string]]),
      ...(owner === undefined ? [] : [[this.byOwner, owner.uid] as [Map<string, Map<string, KubeObject>>, string]]),
    ]
  }
}

function put(map: Map<string, Map<string, KubeObject>>, key: string, object: string, value: KubeObject): void {
  const inner = map.get(key) ?? new Map<string, KubeObject>()
  inner.set(object, value)
  map.set(key, inner)
}

function remove(map: Map<string, Map<string, KubeObject>>, key: string, object: string): void {
  const inner = map.get(key)
  inner?.delete(object)
  if (inner?.size === 0) map.delete(key)
}

/** Who set which fields is much, and only wanted for the number of pods; of pods only their status is. */
function trimmed(object: KubeObject): KubeObject {
  const { managedFields, ...metadata } = object.metadata
  if (object.kind === 'Pod') return { ...object, metadata, spec: undefined }
  const scalers = (managedFields ?? []).filter(({ subresource }) => subresource === 'scale')
  return { ...object, metadata: { ...metadata, ...(scalers.length > 0 && { managedFields: scalers }) } }
}
