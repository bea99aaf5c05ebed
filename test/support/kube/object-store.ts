import { randomUUID } from 'node:crypto'
import { type Json, managedFields, type Ownership } from './managed-fields.ts'

export interface StoredMeta extends Json {
  name: string
  namespace?: string
  uid: string
  resourceVersion: string
  generation: number
  creationTimestamp: string
  deletionTimestamp?: string
  finalizers?: string[]
  labels?: Record<string, string>
  ownerReferences?: { uid: string }[]
}

export interface Stored extends Json {
  apiVersion: string
  kind: string
  metadata: StoredMeta
}

export interface Change {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED'
  readonly resource: string
  readonly version: number
  readonly object: Stored
  readonly before: Stored | undefined
}

/** All objects of a cluster, by resource (`group/plural`), with versions, history and the garbage collection of what has lost its owner. */
export class ObjectStore {
  version = 100
  /** Versions below this one are forgotten. */
  oldest = 0
  readonly changes: Change[] = []
  private readonly objects = new Map<string, Stored>()
  private readonly owners = new Map<string, Ownership[]>()
  private readonly listeners = new Set<(change: Change) => void>()

  listen(listener: (change: Change) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** As etcd does it from time to time: who is behind has to list anew. */
  compact(): void {
    this.changes.length = 0
    this.oldest = this.version
  }

  get(resource: string, namespace: string, name: string): Stored | undefined {
    return this.objects.get(`${resource}|${namespace}|${name}`)
  }

  ownersOf(object: Stored): Ownership[] {
    return this.owners.get(object.metadata.uid) ?? []
  }

  list(resource: string, namespace?: string): Stored[] {
    return [...this.objects]
      .filter(([key]) => key.startsWith(`${resource}|${namespace === undefined ? '' : `${namespace}|`}`))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, object]) => object)
  }

  all(): Stored[] {
    return [...this.objects.values()]
  }

  /** Stores an object that was not there, or another state of one that was; gives it as stored. Nothing happens where nothing changed. */
  put(resource: string, object: Json, owners: Ownership[]): Stored {
    const meta = object['metadata'] as StoredMeta
    const before = this.get(resource, meta.namespace ?? '', meta.name)
    if (before !== undefined && sameContent(before, object)) {
      this.owners.set(before.metadata.uid, owners)
      return before
    }
    const changedSpec = before !== undefined && specOf(before) !== specOf(object)
    const metadata: StoredMeta = {
      ...meta,
      uid: before?.metadata.uid ?? randomUUID(),
      creationTimestamp: before?.metadata.creationTimestamp ?? new Date().toISOString().replace(/\.\d+Z/, 'Z'),
      generation: (before?.metadata.generation ?? 1) + (changedSpec ? 1 : 0),
      resourceVersion: String(++this.version),
      managedFields: managedFields(owners, String(object['apiVersion'])),
    }
    if (before?.metadata.deletionTimestamp !== undefined) metadata.deletionTimestamp = before.metadata.deletionTimestamp
    const stored = { ...structuredClone(object), metadata } as Stored
    this.owners.set(metadata.uid, owners)
    if (metadata.deletionTimestamp !== undefined && !metadata.finalizers?.length) {
      this.forget(resource, stored)
      return stored
    }
    this.objects.set(keyOf(resource, stored), stored)
    this.tell({ type: before === undefined ? 'ADDED' : 'MODIFIED', resource, version: this.version, object: stored, before })
    return stored
  }

  /** Deletes an object, or marks it where a finalizer keeps it; what it owned goes with it. */
  remove(resource: string, object: Stored): Stored {
    if (!object.metadata.finalizers?.length) return this.forget(resource, object)
    if (object.metadata.deletionTimestamp !== undefined) return object
    const metadata = { ...object.metadata, deletionTimestamp: new Date().toISOString(), resourceVersion: String(++this.version) }
    const marked = { ...object, metadata }
    this.objects.set(keyOf(resource, object), marked)
    this.tell({ type: 'MODIFIED', resource, version: this.version, object: marked, before: object })
    return marked
  }

  private forget(resource: string, object: Stored): Stored {
    this.objects.delete(keyOf(resource, object))
    const gone = { ...object, metadata: { ...object.metadata, resourceVersion: String(++this.version) } }
    this.tell({ type: 'DELETED', resource, version: this.version, object: gone, before: object })
    for (const [key, each] of [...this.objects])
      if (each.metadata.ownerReferences?.some(({ uid }) => uid === object.metadata.uid)) this.remove(key.slice(0, key.indexOf('|')), each)
    return gone
  }

  private tell(change: Change): void {
    this.changes.push(change)
    for (const listener of [...this.listeners]) listener(change)
  }
}

function keyOf(resource: string, { metadata }: Stored): string {
  return `${resource}|${metadata.namespace ?? ''}|${metadata.name}`
}

function specOf(object: Json): string {
  const { metadata: _metadata, status: _status, ...rest } = object
  return JSON.stringify(rest)
}

const OWN_METADATA = ['uid', 'resourceVersion', 'generation', 'creationTimestamp', 'managedFields', 'deletionTimestamp']

function sameContent(a: Json, b: Json): boolean {
  const plain = (object: Json) => {
    const metadata = Object.entries(object['metadata'] as Json).filter(([key]) => !OWN_METADATA.includes(key))
    return JSON.stringify([object['status'], Object.fromEntries(metadata.sort())]) + specOf(object)
  }
  return plain(a) === plain(b)
}
