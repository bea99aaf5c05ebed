import type { IncomingMessage } from 'node:http'
import { createInterface } from 'node:readline'
import { type Clock, systemClock } from '../../core/clock.ts'
import { errors, isKafilaError } from '../../core/errors.ts'
import type { ClusterConfig } from './cluster-config.ts'
import { HttpTransport } from './http-transport.ts'
import { pathOf } from './kinds.ts'
import type { KubeKind, KubeObject } from './kube-object.ts'
import { statusError } from './status-error.ts'
import { TokenBucket } from './token-bucket.ts'
import { readLines } from './watch-lines.ts'

export interface ApiClientOptions {
  readonly clock?: Clock
  /** Who owns the fields that `apply` sets; default `kafila`. */
  readonly fieldManager?: string
  readonly userAgent?: string
  /** Requests per second in the long run, and at once. Default: not bounded. Watches count when they are opened. */
  readonly rate?: { readonly perSecond: number; readonly burst: number }
  /** How long the API server may be silent; default 30 s. */
  readonly timeoutMs?: number
  /** Called before each request; throws to keep it from being made: how a leader that lost its lease is kept from writing. */
  readonly guard?: (method: string, path: string, query: Readonly<Record<string, string | undefined>>) => void
}

export interface ListOptions {
  readonly namespace?: string
  readonly labelSelector?: string
  readonly fieldSelector?: string
  /** Objects per page; default 500. */
  readonly limit?: number
  /** Whether only the metadata of the objects is asked for. */
  readonly metadataOnly?: boolean
  readonly signal?: AbortSignal
}

export interface ObjectList {
  readonly items: readonly KubeObject[]
  /** Where a watch goes on from. */
  readonly resourceVersion: string
}

export type WatchEvent =
  | { readonly type: 'ADDED' | 'MODIFIED' | 'DELETED'; readonly object: KubeObject }
  | { readonly type: 'BOOKMARK'; readonly object: { readonly metadata: { readonly resourceVersion: string } } }

export interface WatchOptions extends Omit<ListOptions, 'limit'> {
  readonly resourceVersion: string
  /** After how many seconds the server ends the watch. */
  readonly timeoutSeconds: number
  /** After how long without a word, bookmarks included, the watch is taken for dead; default 90 s. */
  readonly idleMs?: number
}

export interface ApplyOptions {
  readonly subresource?: 'status' | 'scale'
  /** Whether fields of other managers are taken from them; default: a conflict is `KF_KUBE_STATUS` 409. */
  readonly force?: boolean
  readonly fieldManager?: string
  readonly dryRun?: boolean
  readonly signal?: AbortSignal
}

interface Call {
  readonly method: string
  readonly path: string
  readonly query?: Readonly<Record<string, string | undefined>>
  readonly body?: unknown
  readonly contentType?: string
  readonly accept?: string
  readonly signal?: AbortSignal | undefined
  readonly idleMs?: number
}

const PAGE = 500
const MANY_RETRIES = 5
/** Servers send bookmarks each minute: whoever says nothing for longer may be gone, and to go on from the last version costs little. */
const WATCH_IDLE_MS = 90_000
const METADATA_LIST = 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1'
const METADATA = 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1'

/**
 * A client of the Kubernetes API over Node's own https: objects are read, listed in pages, watched, created, applied by the server
 * (server-side apply), and deleted. What the server refuses is `KF_KUBE_STATUS` with its code and reason; a server that cannot be reached is
 * `KF_KUBE_UNREACHABLE`. Requests that the server turns away for lack of room (429, or 503 with Retry-After) are made again when it says.
 */
export class ApiClient {
  readonly clock: Clock
  readonly fieldManager: string
  /** How many requests were made so far, by method. */
  readonly requests = new Map<string, number>()
  private readonly transport: HttpTransport
  private readonly options: ApiClientOptions
  private readonly bucket: TokenBucket | undefined

  constructor(config: ClusterConfig, options: ApiClientOptions = {}) {
    this.options = options
    this.clock = options.clock ?? systemClock
    this.fieldManager = options.fieldManager ?? 'kafila'
    this.transport = new HttpTransport(config)
    this.bucket = options.rate && new TokenBucket(this.clock, options.rate.perSecond, options.rate.burst)
  }

  /** An object, or undefined where there is none. */
  async get(
    kind: KubeKind,
    namespace: string | undefined,
    name: string,
    options: { readonly metadataOnly?: boolean; readonly subresource?: string; readonly signal?: AbortSignal } = {},
  ): Promise<KubeObject | undefined> {
    const path = below(pathOf(kind, namespace, name), options.subresource)
    const accept = options.metadataOnly ? METADATA : undefined
    return (await orNone(this.call({ method: 'GET', path, ...(accept && { accept }), signal: options.signal }))) as KubeObject | undefined
  }

  /** All objects of a kind, read page by page; their kind and version are filled in, as lists leave them out. */
  async list(kind: KubeKind, options: ListOptions = {}): Promise<ObjectList> {
    const items: KubeObject[] = []
    let next: string | undefined
    for (;;) {
      const page = (await this.call({
        method: 'GET',
        path: pathOf(kind, options.namespace),
        query: { ...selectors(options), limit: String(options.limit ?? PAGE), continue: next },
        ...(options.metadataOnly && { accept: METADATA_LIST }),
        signal: options.signal,
      })) as { metadata?: { resourceVersion?: string; continue?: string }; items?: KubeObject[] }
      for (const item of page.items ?? []) items.push(ofKind(item, kind))
      next = page.metadata?.continue || undefined
      if (next === undefined) return { items, resourceVersion: page.metadata?.resourceVersion ?? '' }
    }
  }

  /**
   * Changes of a kind from a version on, until the server ends the watch. A version that is too old, be it told by the status or by an
   * event, is `KF_KUBE_STATUS` 410; a cut answer `KF_KUBE_STREAM`.
   */
  async *watch(kind: KubeKind, options: WatchOptions): AsyncGenerator<WatchEvent, void, void> {
    const path = pathOf(kind, options.namespace)
    const query = {
      ...selectors(options),
      watch: 'true',
      allowWatchBookmarks: 'true',
      resourceVersion: options.resourceVersion,
      timeoutSeconds: String(options.timeoutSeconds),
    }
    const accept = options.metadataOnly ? METADATA : undefined
    const call: Call = {
      method: 'GET',
      path,
      query,
      ...(accept && { accept }),
      signal: options.signal,
      idleMs: options.idleMs ?? WATCH_IDLE_MS,
    }
    const answer = await this.open(call)
    const request = `WATCH ${path}`
    for await (const line of readLines(answer, request, options.signal)) {
      const event = line as { type: string; object: KubeObject }
      if (event.type === 'ERROR') throw statusError(event.object, request)
      if (event.type === 'BOOKMARK') yield event as unknown as WatchEvent
      else yield { type: event.type as 'ADDED', object: ofKind(event.object, kind) }
    }
  }

  /** Creates an object; one that exists already is `KF_KUBE_STATUS` 409 AlreadyExists. */
  async create(kind: KubeKind, object: KubeObject, signal?: AbortSignal): Promise<KubeObject> {
    const query = { fieldManager: this.fieldManager }
    return (await this.call({ method: 'POST', path: pathOf(kind, object.metadata.namespace), query, body: object, signal })) as KubeObject
  }

  /** Replaces an object as it was read; one that somebody has changed since is `KF_KUBE_STATUS` 409 Conflict. */
  async replace(kind: KubeKind, object: KubeObject, subresource?: string, signal?: AbortSignal): Promise<KubeObject> {
    const { namespace, name } = object.metadata
    const path = below(pathOf(kind, namespace, name), subresource)
    return (await this.call({ method: 'PUT', path, query: { fieldManager: this.fieldManager }, body: object, signal })) as KubeObject
  }

  /** Makes the fields of an object as given, and leaves those of others alone (server-side apply). Creates it where there is none. */
  async apply(kind: KubeKind, object: KubeObject, options: ApplyOptions = {}): Promise<KubeObject> {
    const { namespace, name } = object.metadata
    return (await this.call({
      method: 'PATCH',
      path: below(pathOf(kind, namespace, name), options.subresource),
      query: {
        fieldManager: options.fieldManager ?? this.fieldManager,
        force: options.force ? 'true' : undefined,
        dryRun: options.dryRun ? 'All' : undefined,
      },
      body: object,
      contentType: 'application/apply-patch+yaml',
      signal: options.signal,
    })) as KubeObject
  }

  /** Merges fields into an object (JSON merge patch). */
  async merge(kind: KubeKind, namespace: string | undefined, name: string, patch: unknown, subresource?: string): Promise<KubeObject> {
    return (await this.call({
      method: 'PATCH',
      path: below(pathOf(kind, namespace, name), subresource),
      query: { fieldManager: this.fieldManager },
      body: patch,
      contentType: 'application/merge-patch+json',
    })) as KubeObject
  }

  /** Deletes an object; one that is gone already is no failure. With `uid` only that one, not another that has its name by now. */
  async delete(
    kind: KubeKind,
    namespace: string | undefined,
    name: string,
    options: { readonly uid?: string; readonly propagation?: 'Background' | 'Foreground' | 'Orphan' } = {},
  ): Promise<void> {
    const body = {
      kind: 'DeleteOptions',
      apiVersion: 'v1',
      propagationPolicy: options.propagation ?? 'Background',
      ...(options.uid !== undefined && { preconditions: { uid: options.uid } }),
    }
    await orNone(this.call({ method: 'DELETE', path: pathOf(kind, namespace, name), body }))
  }

  /** Any path of the API, for what has no method here: `/version`, `/api/v1/namespaces/x/pods/y/log`. */
  raw(method: string, path: string, body?: unknown): Promise<unknown> {
    return this.call({ method, path, ...(body !== undefined && { body }) })
  }

  /** The lines of an answer that is text, as they come; one that goes on may be silent for as long as it likes. For logs. */
  async *lines(
    path: string,
    query: Readonly<Record<string, string | undefined>>,
    signal?: AbortSignal,
  ): AsyncGenerator<string, void, void> {
    const answer = await this.open({ method: 'GET', path, query, accept: '*/*', signal, idleMs: 0 })
    try {
      for await (const line of createInterface({ input: answer, crlfDelay: Number.POSITIVE_INFINITY })) yield line
    } finally {
      answer.destroy()
    }
  }

  /** Whether the API serves a kind at all: Gateway API and others are optional. */
  async serves({ apiVersion, plural }: KubeKind): Promise<boolean> {
    const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`
    const found = (await orNone(this.call({ method: 'GET', path: root }))) as { resources?: { name: string }[] } | undefined
    return found?.resources?.some(({ name }) => name === plural) ?? false
  }

  close(): void {
    this.transport.close()
  }

  private async call(call: Call): Promise<unknown> {
    const answer = await this.open(call)
    const text = await this.textOf(answer, call)
    return text === '' || !String(answer.headers['content-type']).includes('json') ? text : JSON.parse(text)
  }

  private async open(call: Call): Promise<IncomingMessage> {
    for (let attempt = 1; ; attempt++) {
      const answer = await this.attempt(call)
      const code = answer.statusCode!
      if (code < 300) return answer
      const error = statusError(
        parseOr(await this.textOf(answer, call)),
        `${call.method} ${call.path}`,
        code,
        answer.headers['retry-after'],
      )
      const wait = error.details['retryAfterMs'] as number | undefined
      const turnedAway = code === 429 || (code === 503 && wait !== undefined)
      if (!turnedAway || attempt >= MANY_RETRIES) throw error
      await this.clock.sleep(wait ?? 1000, call.signal)
    }
  }

  private async attempt({ method, path, query, body, contentType, accept, signal, idleMs }: Call): Promise<IncomingMessage> {
    await this.bucket?.take(signal)
    this.options.guard?.(method, path, query ?? {})
    this.requests.set(method, (this.requests.get(method) ?? 0) + 1)
    return this.transport.send({
      method,
      path: `${path}${queryText(query)}`,
      headers: {
        accept: accept ?? 'application/json',
        'user-agent': this.options.userAgent ?? 'kafila',
        ...(body !== undefined && { 'content-type': contentType ?? 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(signal && { signal }),
      timeoutMs: this.options.timeoutMs ?? 30_000,
      ...(idleMs !== undefined && { idleMs }),
    })
  }

  private async textOf(answer: IncomingMessage, { method, path, signal }: Call): Promise<string> {
    const chunks: Buffer[] = []
    try {
      for await (const chunk of answer) chunks.push(chunk as Buffer)
    } catch (cause) {
      if (signal?.aborted) throw signal.reason
      throw errors.KF_KUBE_STREAM({ request: `${method} ${path}`, reason: (cause as Error).message }, { cause })
    }
    return Buffer.concat(chunks).toString('utf8')
  }
}

function below(path: string, subresource: string | undefined): string {
  return subresource === undefined ? path : `${path}/${subresource}`
}

function selectors({ labelSelector, fieldSelector }: ListOptions): Record<string, string | undefined> {
  return { labelSelector, fieldSelector }
}

function queryText(query: Call['query'] = {}): string {
  const given = Object.entries(query).filter((each): each is [string, string] => each[1] !== undefined)
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`
}

function ofKind(object: KubeObject, { apiVersion, kind }: KubeKind): KubeObject {
  return { ...object, apiVersion, kind }
}

function parseOr(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // a proxy between us and the server answers with its own words
    return { message: text.slice(0, 500) }
  }
}

/** The value of a call, or undefined where the server says that there is no such object. */
async function orNone(call: Promise<unknown>): Promise<unknown> {
  try {
    return await call
  } catch (error) {
    if (isStatus(error, 404)) return undefined
    throw error
  }
}

/** Whether an error is the API server's answer of one of these codes. */
export function isStatus(error: unknown, ...codes: readonly number[]): boolean {
  return isKafilaError(error) && error.code === 'KF_KUBE_STATUS' && codes.includes(error.details['code'] as number)
}
