import { type Clock, systemClock } from '../../core/clock.ts'
import { type ApiClient, isStatus, type ObjectList, type WatchEvent } from './api-client.ts'
import type { KubeKind, KubeObject } from './kube-object.ts'

export interface InformerOptions {
  readonly kind: KubeKind
  readonly namespace?: string
  readonly labelSelector?: string
  readonly metadataOnly?: boolean
  /** Keeps less of each object in memory. */
  readonly trim?: (object: KubeObject) => KubeObject
  /** Called for each change, also for those that a relist finds; `before` and `after` are undefined for what came or went. */
  readonly onChange: (after: KubeObject | undefined, before: KubeObject | undefined) => void
  /** Told of each failure of a list or watch; the informer goes on. */
  readonly onFailure?: (error: unknown, nextTryMs: number) => void
  readonly clock?: Clock
  /** After how long the server is asked to end a watch, in seconds; default 290 to 580, by chance, so that not all end at once. */
  readonly watchSeconds?: number
  readonly random?: () => number
}

const FIRST_WAIT_MS = 500
const LONGEST_WAIT_MS = 8_000

/**
 * Keeps a copy of all objects of a kind: lists them in pages, then watches from there. Never stops by itself: a watch that ends goes on from
 * the last version seen, a version that is too old (410, by status or by event) is listed anew while the copy goes on to serve, and failures are tried
 * again with growing waits. What was deleted in between is found by the list, and told as any other change.
 */
export class Informer {
  readonly kind: KubeKind
  private readonly client: ApiClient
  private readonly options: InformerOptions
  private readonly clock: Clock
  private readonly objects = new Map<string, KubeObject>()
  private readonly stopping = new AbortController()
  private readonly firstList = deferred()
  private running: Promise<void> | undefined
  private resourceVersion: string | undefined
  private failures = 0
  /** How often the objects were listed. */
  lists = 0
  synced = false

  constructor(client: ApiClient, options: InformerOptions) {
    this.client = client
    this.options = options
    this.kind = options.kind
    this.clock = options.clock ?? systemClock
  }

  /** Starts it; resolves when all objects have been read once. */
  start(): Promise<void> {
    this.running ??= this.run()
    return this.firstList.promise
  }

  async stop(): Promise<void> {
    this.stopping.abort()
    await this.running
  }

  get(namespace: string | undefined, name: string): KubeObject | undefined {
    return this.objects.get(`${namespace ?? ''}/${name}`)
  }

  /** Takes an object that a write has answered with, where it is newer than what is known: the watch tells of it a little later. */
  offer(object: KubeObject): void {
    const known = this.objects.get(keyOf(object))
    const isNewer = known === undefined || Number(object.metadata.resourceVersion) > Number(known.metadata.resourceVersion)
    if (isNewer && this.synced) this.put(object)
  }

  all(): IterableIterator<KubeObject> {
    return this.objects.values()
  }

  get size(): number {
    return this.objects.size
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping
    while (!signal.aborted) {
      try {
        if (this.resourceVersion === undefined) await this.relist()
        await this.follow()
      } catch (error) {
        if (signal.aborted) break
        await this.failed(error)
      }
    }
    this.firstList.resolve()
  }

  private async failed(error: unknown): Promise<void> {
    const expired = isExpired(error)
    if (expired) this.resourceVersion = undefined
    // the first list after an expired version is not put off; if that expires too, the server is in trouble
    const wait = expired && this.failures === 0 ? 0 : this.waitMs()
    if (wait === 0) this.failures = 1
    this.options.onFailure?.(error, wait)
    await this.clock.sleep(wait, this.stopping.signal).catch(() => undefined)
  }

  private waitMs(): number {
    const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** this.failures++)
    return longest * (0.5 + 0.5 * this.random())
  }

  private random(): number {
    return (this.options.random ?? Math.random)()
  }

  private async relist(): Promise<void> {
    const { kind, namespace, labelSelector, metadataOnly } = this.options
    const list = await this.client.list(kind, {
      ...(namespace !== undefined && { namespace }),
      ...(labelSelector !== undefined && { labelSelector }),
      ...(metadataOnly && { metadataOnly }),
      signal: this.stopping.signal,
    })
    this.lists++
    this.replaceAll(list)
    this.synced = true
    this.firstList.resolve()
  }

  private replaceAll({ items, resourceVersion }: ObjectList): void {
    const now = new Set<string>()
    for (const item of items) {
      now.add(keyOf(item))
      // versions may be lower than before where a cluster was restored from a copy
      this.put(item, true)
    }
    for (const [key, before] of [...this.objects]) if (!now.has(key)) this.remove(key, before)
    this.resourceVersion = resourceVersion
  }

  private async follow(): Promise<void> {
    const { kind, namespace, labelSelector, metadataOnly, watchSeconds } = this.options
    const events = this.client.watch(kind, {
      ...(namespace !== undefined && { namespace }),
      ...(labelSelector !== undefined && { labelSelector }),
      ...(metadataOnly && { metadataOnly }),
      resourceVersion: this.resourceVersion!,
      timeoutSeconds: watchSeconds ?? Math.round(290 * (1 + this.random())),
      signal: this.stopping.signal,
    })
    const started = this.clock.now()
    for await (const event of events) {
      this.failures = 0
      this.take(event)
    }
    // a server that ends each watch at once must not be asked without a pause
    if (this.clock.now() - started < 1000) await this.clock.sleep(this.waitMs(), this.stopping.signal)
    else this.failures = 0
  }

  private take(event: WatchEvent): void {
    if (event.type === 'DELETED') this.remove(keyOf(event.object), event.object)
    else if (event.type !== 'BOOKMARK') this.put(event.object)
    this.resourceVersion = event.object.metadata.resourceVersion!
  }

  private put(object: KubeObject, isListed = false): void {
    const key = keyOf(object)
    const before = this.objects.get(key)
    if (before !== undefined && (isListed ? isSame(object, before) : isOlderOrSame(object, before))) return
    const after = this.options.trim?.(object) ?? object
    this.objects.set(key, after)
    this.options.onChange(after, before)
  }

  private remove(key: string, before: KubeObject): void {
    if (this.objects.delete(key)) this.options.onChange(undefined, before)
  }
}

function keyOf({ metadata }: KubeObject): string {
  return `${metadata.namespace ?? ''}/${metadata.name}`
}

/** A version that the server has forgotten, or has never had: its store was restored from an older copy. */
function isExpired(error: unknown): boolean {
  return isStatus(error, 410) || (isStatus(error, 504) && /too large resource version/i.test((error as Error).message))
}

function isSame(object: KubeObject, known: KubeObject): boolean {
  return object.metadata.uid === known.metadata.uid && object.metadata.resourceVersion === known.metadata.resourceVersion
}

/** Versions of one object can be compared as numbers (KEP-5504); an answer to a write may have come before the watch tells of older ones. */
function isOlderOrSame(object: KubeObject, known: KubeObject): boolean {
  if (object.metadata.uid !== known.metadata.uid) return false
  return Number(object.metadata.resourceVersion) <= Number(known.metadata.resourceVersion)
}

/** As `Promise.withResolvers`, which Node 20 does not have. */
function deferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve!: () => void
  const promise = new Promise<void>(done => {
    resolve = done
  })
  return { promise, resolve }
}
