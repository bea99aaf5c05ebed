import { errors, isKafilaError } from '../../core/errors.ts'
import { type ApiClient, isStatus } from '../client/api-client.ts'
import { kinds } from '../client/kinds.ts'
import { type KubeKind, type KubeObject, objectKey } from '../client/kube-object.ts'
import { contentHash } from '../render/canonical-json.ts'
import type { ClusterCache } from './cluster-cache.ts'
import { isApplied } from './is-applied.ts'

/** Why an object is not as it should be, although the API server answers: trying again at once will not help. */
export interface Obstacle {
  readonly reason: 'NameTaken' | 'FieldConflict' | 'Refused' | 'Invalid' | 'KindNotServed' | 'NamespaceTerminating'
  readonly message: string
  /** The kind of the object. */
  readonly kind: string
}

/** The annotation with the hash of what was said last: what is no longer said must be taken back, too. */
export const APPLIED_HASH = 'kafila.dev/applied'

const KINDS: ReadonlyMap<string, KubeKind> = new Map(Object.values(kinds).map(kind => [kind.kind, kind]))

export function kindOf(object: KubeObject): KubeKind {
  return KINDS.get(object.kind)!
}

/** The manifest with the hash of itself. */
function stamped(manifest: KubeObject): KubeObject {
  const annotations = { ...manifest.metadata.annotations, [APPLIED_HASH]: contentHash(manifest, 16) }
  return { ...manifest, metadata: { ...manifest.metadata, annotations } }
}

/**
 * Brings objects into the state that manifests say, by server-side apply, and only those that are not: a second time writes nothing. Fields that
 * somebody has edited are taken back. Fields that another controller applies, and objects of others, are left alone and told as obstacles.
 */
export class ManifestApplier {
  private readonly client: ApiClient
  private readonly cache: ClusterCache
  /** What was written last and came back otherwise, by object: an admission webhook changes it each time, and would do so again. */
  private readonly stubborn = new Map<string, string>()

  constructor(client: ApiClient, cache: ClusterCache) {
    this.client = client
    this.cache = cache
  }

  /** Gives undefined when the object is as it should be. Rejects with what may go away by itself. */
  async apply(manifest: KubeObject): Promise<Obstacle | undefined> {
    const kind = kindOf(manifest)
    const { namespace = '', name } = manifest.metadata
    const wanted = stamped(manifest)
    const live = this.cache.get(kind, namespace, name) ?? (await this.unseen(kind, namespace, name))
    if (live !== undefined && !belongsTo(live, manifest))
      return { reason: 'NameTaken', kind: kind.kind, message: `${kind.kind} ${name} belongs to somebody else` }
    if (live !== undefined && (isCurrent(live, wanted) || this.isStubborn(live, wanted))) return undefined
    try {
      this.remember(await this.write(kind, wanted), wanted)
      return undefined
    } catch (error) {
      return this.obstacle(kind, wanted, error)
    }
  }

  /** Deletes an object of ours, that one and no other of its name. */
  async remove(object: KubeObject): Promise<void> {
    const { namespace, name, uid } = object.metadata
    await this.client.delete(kindOf(object), namespace, name, uid === undefined ? {} : { uid })
  }

  /** Drops what is known of an object that is gone. */
  forget(object: KubeObject): void {
    this.stubborn.delete(objectKey(object))
  }

  /** What the watches do not show may be there all the same: without our labels, or since a moment ago. */
  private unseen(kind: KubeKind, namespace: string, name: string): Promise<KubeObject | undefined> {
    return this.client.get(kind, namespace, name, { metadataOnly: kind === kinds.ConfigMap })
  }

  private async write(kind: KubeKind, wanted: KubeObject): Promise<KubeObject> {
    try {
      return await this.client.apply(kind, wanted)
    } catch (error) {
      if (!isStatus(error, 409) || foreignControllers(error).length > 0 || causesOf(error).length === 0) throw error
      // edited by hand, or by a controller that does not claim it: it is ours
      return this.client.apply(kind, wanted, { force: true })
    }
  }

  private async obstacle(kind: KubeKind, wanted: KubeObject, error: unknown): Promise<Obstacle> {
    if (!isKafilaError(error) || error.code !== 'KF_KUBE_STATUS') throw error
    const { code, message } = error.details as { code: number; message: string }
    const controllers = foreignControllers(error)
    if (code === 422 && kind === kinds.StatefulSet && message.includes('updates to statefulset spec'))
      return this.replaceStatefulSet(kind, wanted)
    const reason = controllers.length > 0 ? 'FieldConflict' : refusalOf(code, message)
    if (reason === undefined) throw error
    const what = controllers.length > 0 ? controllers.join('; ') : message
    return { reason, kind: kind.kind, message: `${kind.kind} ${wanted.metadata.name}: ${what}` }
  }

  /** What of a StatefulSet cannot be changed is changed by another one, which takes over the pods and volumes of the first. */
  private async replaceStatefulSet(kind: KubeKind, wanted: KubeObject): Promise<Obstacle> {
    await this.client.delete(kind, wanted.metadata.namespace, wanted.metadata.name, { propagation: 'Orphan' })
    throw errorsOfReplacement(wanted)
  }

  private remember(answer: KubeObject, wanted: KubeObject): void {
    const object = { ...answer, apiVersion: wanted.apiVersion, kind: wanted.kind }
    this.cache.offer(object.kind === kinds.ConfigMap.kind ? withoutData(object) : object)
    const key = objectKey(wanted)
    if (isCurrent(object, wanted)) this.stubborn.delete(key)
    else this.stubborn.set(key, stubbornHash(object, wanted))
  }

  private isStubborn(live: KubeObject, wanted: KubeObject): boolean {
    const known = this.stubborn.get(objectKey(wanted))
    return known !== undefined && known === stubbornHash(live, wanted)
  }
}

function errorsOfReplacement({ metadata }: KubeObject): Error {
  const request = `apply StatefulSet ${metadata.name}`
  return errors.KF_KUBE_STATUS({ code: 409, reason: 'Replacing', message: 'it is being replaced', request }, { retryable: true })
}

/** What a refusal means; undefined where it may go away by itself. */
function refusalOf(code: number, message: string): Obstacle['reason'] | undefined {
  if (code === 404) return message.includes('requested resource') ? 'KindNotServed' : 'NamespaceTerminating'
  if (code === 403) return message.includes('being terminated') ? 'NamespaceTerminating' : 'Refused'
  return code === 422 || code === 400 ? 'Invalid' : undefined
}

function withoutData({ data: _data, ...object }: KubeObject): KubeObject {
  return object as KubeObject
}

/** The cache has only the metadata of ConfigMaps; the data of ours cannot be changed. */
function isCurrent(live: KubeObject, wanted: KubeObject): boolean {
  const { apiVersion: _apiVersion, kind, data, immutable: _immutable, ...said } = wanted
  const isConfigMap = kind === kinds.ConfigMap.kind
  return isApplied(live, { ...said, ...(!isConfigMap && data !== undefined && { data }) } as KubeObject)
}

function stubbornHash(live: KubeObject, wanted: KubeObject): string {
  const { resourceVersion: _version, managedFields: _fields, ...metadata } = live.metadata
  return contentHash([wanted, metadata, live['spec'], live['data']])
}

/** Ours is what has the same controller; where the manifest has none, what is managed by us. */
function belongsTo(live: KubeObject, manifest: KubeObject): boolean {
  const owner = (object: KubeObject) => object.metadata.ownerReferences?.find(({ controller }) => controller)
  return owner(live)?.uid === owner(manifest)?.uid
}

interface Cause {
  readonly field?: string
  readonly reason?: string
  readonly message?: string
}

function causesOf(error: unknown): readonly Cause[] {
  return isKafilaError(error) ? ((error.details['causes'] as readonly Cause[] | undefined) ?? []) : []
}

/** Conflicts with managers that apply; those that merely update say with which version of the API (`using`). */
function foreignControllers(error: unknown): string[] {
  return causesOf(error)
    .filter(({ reason, message = '' }) => reason === 'FieldManagerConflict' && !/ using \S/.test(message))
    .map(({ message, field }) => `${message} on ${field}`)
}
