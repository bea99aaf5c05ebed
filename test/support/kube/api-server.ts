import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ClusterConfig } from '../../../src/operator/client/cluster-config.ts'
import { applyFields, type Json, type Ownership, updateOwners } from './managed-fields.ts'
import { type Change, ObjectStore, type Stored } from './object-store.ts'
import { selects } from './selectors.ts'

/** A request as tests see it. */
export interface SeenRequest {
  /** Counts from 1. */
  readonly number: number
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly watch: boolean
  readonly headers: IncomingMessage['headers']
  readonly body?: Json
}

/**
 * What goes wrong with a request: an answer of another status, a connection that is cut before anything happened or after all of it did,
 * an answer that comes late, or never.
 */
export type Fault =
  | { readonly status: number; readonly reason?: string; readonly message?: string; readonly retryAfter?: number }
  | 'cut-before'
  | 'cut-after'
  | 'silent'
  | { readonly delayMs: number }

interface Target {
  readonly resource: string
  readonly apiVersion: string
  readonly namespace: string | undefined
  readonly name: string | undefined
  readonly subresource: string
}

interface Watcher {
  readonly response: ServerResponse
  /** Ends the answer, by `how` where it is given; nothing is said after that. */
  end(how?: () => void): void
}

/** Kinds whose status is written on its own. */
const WITH_STATUS = new Set([
  'integrations',
  'pipes',
  'deployments',
  'statefulsets',
  'jobs',
  'cronjobs',
  'pods',
  'services',
  'ingresses',
  'httproutes',
  'poddisruptionbudgets',
  'horizontalpodautoscalers',
])

/**
 * A Kubernetes API server in memory, spoken to by real HTTP: create, read, list in pages, replace, merge patch, server-side apply with owners
 * of fields, delete with finalizers and garbage collection, watches with bookmarks, status and scale. It validates nothing but versions, and has no
 * controllers. `fault` decides for each request what goes wrong.
 */
export class FakeApiServer {
  readonly store = new ObjectStore()
  readonly requests: SeenRequest[] = []
  /** Asked for each request; undefined lets it pass. */
  fault: ((request: SeenRequest) => Fault | undefined) | undefined
  /** Fills in what a schema would, when an object of the kind is stored. */
  readonly defaults: Record<string, (object: Json) => void> = {
    Integration: object => {
      const spec = (object['spec'] ??= {}) as Json
      spec['replicas'] ??= 1
    },
  }
  /** Resources (`apps/deployments`) that are not served. */
  readonly unserved = new Set<string>(['gateway.networking.k8s.io/httproutes'])
  private readonly server: Server
  private readonly watchers = new Set<Watcher>()

  private constructor() {
    this.server = createServer((request, response) => void this.handle(request, response))
  }

  static async start(): Promise<FakeApiServer> {
    const fake = new FakeApiServer()
    await new Promise<void>(resolve => fake.server.listen(0, '127.0.0.1', resolve))
    return fake
  }

  get config(): ClusterConfig {
    const { port } = this.server.address() as AddressInfo
    return { server: `http://127.0.0.1:${port}`, basePath: '', skipTlsVerify: false, namespace: 'default' }
  }

  /** Requests that change something. */
  get writes(): SeenRequest[] {
    return this.requests.filter(({ method }) => method !== 'GET')
  }

  endWatches(): void {
    for (const each of [...this.watchers]) each.end()
  }

  /** Cuts all watches in the middle of an event. */
  cutWatches(): void {
    for (const each of [...this.watchers]) {
      each.response.write('{"type":"MODIFIED","object":{"kind":"Po')
      each.end(() => setImmediate(() => each.response.destroy()))
    }
  }

  /** Sends an event to all watches; a text as it is. */
  sayToWatches(event: unknown): void {
    for (const { response } of this.watchers) response.write(`${typeof event === 'string' ? event : JSON.stringify(event)}\n`)
  }

  async close(): Promise<void> {
    this.endWatches()
    this.server.closeAllConnections()
    await new Promise(resolve => this.server.close(resolve))
  }

  /** Stores an object as somebody else would: `kubectl`, a controller. */
  put(object: Json, manager = 'kubectl', subresource = ''): Stored {
    const target = targetOf(object)
    const meta = object['metadata'] as { name: string; namespace?: string }
    const before = this.store.get(target, meta.namespace ?? '', meta.name)
    const after = structuredClone(object)
    this.defaults[String(object['kind'])]?.(after)
    const owners = updateOwners(before ?? {}, after, before === undefined ? [] : this.store.ownersOf(before), manager, subresource)
    return this.store.put(target, after, owners)
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const url = new URL(request.url!, 'http://fake')
    const text = Buffer.concat(chunks).toString('utf8')
    const seen: SeenRequest = {
      number: this.requests.length + 1,
      method: request.method!,
      path: url.pathname,
      query: url.searchParams,
      watch: url.searchParams.get('watch') === 'true',
      headers: request.headers,
      ...(text !== '' && { body: JSON.parse(text) as Json }),
    }
    this.requests.push(seen)
    const fault = this.fault?.(seen)
    if (fault === 'silent') return
    if (fault === 'cut-before') return void request.socket.destroy()
    if (typeof fault === 'object' && 'status' in fault) {
      if (fault.retryAfter !== undefined) response.setHeader('retry-after', String(fault.retryAfter))
      return refuse(response, fault.status, fault.reason ?? '', fault.message ?? 'injected')
    }
    if (typeof fault === 'object') await new Promise(resolve => setTimeout(resolve, fault.delayMs))
    try {
      this.answer(seen, fault === 'cut-after' ? sink(request, response) : response)
    } catch (error) {
      if (error instanceof Refusal) refuse(response, error.code, error.reason, error.message, error.causes)
      else throw error
    }
  }

  private answer(request: SeenRequest, response: ServerResponse): void {
    if (request.path === '/version') return send(response, 200, { major: '1', minor: '35', gitVersion: 'v1.35.0-fake' })
    const target = parsePath(request.path)
    if (target === undefined) return this.discovery(request.path, response)
    if (this.unserved.has(target.resource)) throw new Refusal(404, 'NotFound', 'the server could not find the requested resource')
    const metadataOnly = String(request.headers.accept).includes('as=PartialObjectMetadata')
    const shown = (object: Stored): Json => (metadataOnly ? metadataOf(object) : object)
    if (request.watch) return this.watch(target, request, response, shown)
    if (request.method === 'GET' && target.name === undefined) return this.list(target, request, response, shown)
    if (request.method === 'GET') return send(response, 200, scaled(target, shown(this.found(target))))
    const dryRun = request.query.get('dryRun') === 'All'
    const { status, object } = this.write(target, request, dryRun)
    send(response, status, scaled(target, object))
  }

  private discovery(path: string, response: ServerResponse): void {
    const plurals = new Set(this.store.all().map(object => targetOf(object).split('/')[1]!))
    const isServed = [...this.unserved].every(each => !path.includes(each.split('/')[0]!))
    if (!/^\/(api|apis)\//.test(path) || !isServed) throw new Refusal(404, 'NotFound', 'the server could not find the requested resource')
    send(response, 200, { kind: 'APIResourceList', resources: [...plurals].map(name => ({ name })) })
  }

  private found({ resource, namespace, name }: Target): Stored {
    const object = this.store.get(resource, namespace ?? '', name!)
    if (object === undefined) throw new Refusal(404, 'NotFound', `${resource} "${name}" not found`)
    return object
  }

  private list(target: Target, { query }: SeenRequest, response: ServerResponse, shown: (object: Stored) => Json): void {
    const all = this.store.list(target.resource, target.namespace).filter(object => selects(query, object))
    const from = Number(query.get('continue') ?? 0)
    const limit = Number(query.get('limit') ?? 0) || all.length
    const items = all.slice(from, from + limit)
    const metadata = { resourceVersion: String(this.store.version), ...(from + limit < all.length && { continue: String(from + limit) }) }
    // as the real one, lists do not repeat the kind of their items
    const bare = items.map(each => {
      const { apiVersion: _apiVersion, kind: _kind, ...rest } = shown(each)
      return rest
    })
    send(response, 200, { kind: 'List', apiVersion: target.apiVersion, metadata, items: bare })
  }

  private watch(target: Target, { query }: SeenRequest, response: ServerResponse, shown: (object: Stored) => Json): void {
    const from = Number(query.get('resourceVersion') ?? 0)
    response.writeHead(200, { 'content-type': 'application/json' })
    response.flushHeaders()
    const say = (event: Json) => response.write(`${JSON.stringify(event)}\n`)
    if (from < this.store.oldest) {
      say({
        type: 'ERROR',
        object: { kind: 'Status', code: 410, reason: 'Expired', message: `too old resource version: ${from} (${this.store.oldest})` },
      })
      return void response.end()
    }
    const tell = (change: Change) => {
      if (change.resource !== target.resource) return
      if (target.namespace !== undefined && change.object.metadata.namespace !== target.namespace) return
      const [is, was] = [selects(query, change.object), change.before !== undefined && selects(query, change.before)]
      if (!is && !was) return
      const type = change.type === 'DELETED' || !is ? 'DELETED' : was ? 'MODIFIED' : 'ADDED'
      say({ type, object: shown(change.object) })
    }
    for (const change of this.store.changes) if (change.version > from) tell(change)
    const bookmark = () => say({ type: 'BOOKMARK', object: { kind: 'Any', metadata: { resourceVersion: String(this.store.version) } } })
    if (query.get('allowWatchBookmarks') === 'true') bookmark()
    const unlisten = this.store.listen(tell)
    const timer = setTimeout(() => watcher.end(), Number(query.get('timeoutSeconds') ?? 300) * 1000)
    const watcher: Watcher = {
      response,
      end: (how = () => response.end()) => {
        clearTimeout(timer)
        unlisten()
        if (this.watchers.delete(watcher)) how()
      },
    }
    this.watchers.add(watcher)
    response.on('close', () => watcher.end())
  }

  private write(target: Target, request: SeenRequest, dryRun: boolean): { status: number; object: Json } {
    const { method, body = {}, query, headers } = request
    const manager = query.get('fieldManager') ?? String(headers['user-agent']).split('/')[0]!
    if (method === 'POST') return this.create(target, body, manager)
    if (method === 'DELETE') return this.delete(target, body)
    const isApply = String(headers['content-type']).startsWith('application/apply-patch')
    if (isApply) return this.apply(target, body, { manager, force: query.get('force') === 'true', dryRun })
    const live = this.found(target)
    const version = (body['metadata'] as Json | undefined)?.['resourceVersion']
    if (version !== undefined && version !== live.metadata.resourceVersion)
      throw new Refusal(
        409,
        'Conflict',
        `Operation cannot be fulfilled on ${target.resource} "${target.name}": the object has been modified`,
      )
    const given = target.subresource === 'scale' ? { ...live, spec: { ...(live['spec'] as Json), ...(body['spec'] as Json) } } : body
    const next = method === 'PUT' || target.subresource === 'scale' ? given : mergePatch(live, given)
    const after = confined(target, live, next as Json)
    return {
      status: 200,
      object: this.store.put(target.resource, after, updateOwners(live, after, this.store.ownersOf(live), manager, target.subresource)),
    }
  }

  private create(target: Target, body: Json, manager: string): { status: number; object: Json } {
    const meta = { ...(body['metadata'] as Json) }
    if (meta['name'] === undefined) meta['name'] = `${meta['generateName']}${Math.random().toString(36).slice(2, 7)}`
    if (target.namespace !== undefined) meta['namespace'] ??= target.namespace
    const object: Json = { ...structuredClone(body), metadata: meta }
    if (WITH_STATUS.has(target.resource.split('/')[1]!)) delete object['status']
    if (this.store.get(target.resource, target.namespace ?? '', String(meta['name'])) !== undefined)
      throw new Refusal(409, 'AlreadyExists', `${target.resource} "${meta['name']}" already exists`)
    this.defaults[String(object['kind'])]?.(object)
    return { status: 201, object: this.store.put(target.resource, object, updateOwners({}, object, [], manager, '')) }
  }

  private delete(target: Target, body: Json): { status: number; object: Json } {
    const live = this.found(target)
    const uid = (body['preconditions'] as Json | undefined)?.['uid']
    if (uid !== undefined && uid !== live.metadata.uid) throw new Refusal(409, 'Conflict', 'the UID in the precondition does not match')
    return { status: 200, object: this.store.remove(target.resource, live) }
  }

  private apply(
    target: Target,
    body: Json,
    { manager, force, dryRun }: { manager: string; force: boolean; dryRun: boolean },
  ): { status: number; object: Json } {
    const live = this.store.get(target.resource, target.namespace ?? '', target.name!)
    if (live === undefined && target.subresource !== '') throw new Refusal(404, 'NotFound', `${target.resource} "${target.name}" not found`)
    const config = structuredClone(body)
    if (target.subresource === 'status')
      for (const key of Object.keys(config)) if (!['apiVersion', 'kind', 'metadata', 'status'].includes(key)) delete config[key]
    if (target.subresource === '' && WITH_STATUS.has(target.resource.split('/')[1]!)) delete config['status']
    const base: Json = live ?? {
      apiVersion: body['apiVersion'],
      kind: body['kind'],
      metadata: { name: target.name, ...(target.namespace !== undefined && { namespace: target.namespace }) },
    }
    const owners: Ownership[] = live === undefined ? [] : this.store.ownersOf(live)
    const result = applyFields(base, owners, config, { manager, subresource: target.subresource, force })
    if ('conflicts' in result) throw conflictOf(result.conflicts)
    const after = result.object
    this.defaults[String(after['kind'])]?.(after)
    if (live !== undefined && live['immutable'] === true && JSON.stringify(live['data']) !== JSON.stringify(after['data']))
      throw new Refusal(
        422,
        'Invalid',
        `${target.resource} "${target.name}" is invalid: data: Forbidden: field is immutable when \`immutable\` is set`,
      )
    if (dryRun) return { status: 200, object: after }
    return { status: live === undefined ? 201 : 200, object: this.store.put(target.resource, after, result.owners) }
  }
}

class Refusal extends Error {
  readonly code: number
  readonly reason: string
  readonly causes: readonly Json[] | undefined

  constructor(code: number, reason: string, message: string, causes?: readonly Json[]) {
    super(message)
    this.code = code
    this.reason = reason
    this.causes = causes
  }
}

function conflictOf(conflicts: readonly { readonly owner: Ownership; readonly path: string }[]): Refusal {
  const causes = conflicts.map(({ owner, path }) => ({
    reason: 'FieldManagerConflict',
    message: `conflict with "${owner.manager}"${owner.subresource === '' ? '' : ` with subresource "${owner.subresource}"`}${owner.operation === 'Update' ? ' using v1' : ''}`,
    field: path
      .split('\u0000')
      .map(each => (each.startsWith('f:') ? `.${each.slice(2)}` : `[${each.slice(2)}]`))
      .join(''),
  }))
  return new Refusal(409, 'Conflict', `Apply failed with ${causes.length} conflict: ${causes[0]!.message}: ${causes[0]!.field}`, causes)
}

function parsePath(path: string): Target | undefined {
  const found =
    /^\/(?:api\/(v1)|apis\/([^/]+)\/([^/]+))\/(?:namespaces\/([^/]+)\/(?!status$|finalize$))?([^/]+)(?:\/([^/]+))?(?:\/([^/]+))?$/.exec(
      path,
    )
  if (found === null) return undefined
  const [, core, group, version, namespace, plural, name, subresource] = found
  return {
    resource: `${group ?? ''}/${plural}`,
    apiVersion: core ?? `${group}/${version}`,
    namespace: namespace && decodeURIComponent(namespace),
    name: name && decodeURIComponent(name),
    subresource: subresource ?? '',
  }
}

/** The resource of an object, by the plural that English makes of its kind. */
function targetOf(object: Json): string {
  const group = String(object['apiVersion']).includes('/') ? String(object['apiVersion']).split('/')[0]! : ''
  const kind = String(object['kind']).toLowerCase()
  return `${group}/${kind.endsWith('s') ? `${kind}es` : kind.endsWith('y') ? `${kind.slice(0, -1)}ies` : `${kind}s`}`
}

function metadataOf({ metadata }: Stored): Json {
  return { apiVersion: 'meta.k8s.io/v1', kind: 'PartialObjectMetadata', metadata }
}

/** A write to a subresource changes that alone, any other everything but the status. */
function confined({ resource, subresource }: Target, live: Stored, next: Json): Json {
  if (subresource === 'status') return { ...live, status: next['status'] }
  const withStatus = WITH_STATUS.has(resource.split('/')[1]!)
  return { ...next, apiVersion: live.apiVersion, kind: live.kind, ...(withStatus && 'status' in live && { status: live['status'] }) }
}

function scaled({ subresource }: Target, object: Json): Json {
  if (subresource !== 'scale') return object
  const [spec, status] = [object['spec'], object['status']] as (Json | undefined)[]
  return {
    apiVersion: 'autoscaling/v1',
    kind: 'Scale',
    metadata: object['metadata'],
    spec: { replicas: spec?.['replicas'] ?? 0 },
    status: { replicas: status?.['replicas'] ?? 0, ...(typeof status?.['selector'] === 'string' && { selector: status['selector'] }) },
  }
}

function mergePatch(target: unknown, patch: unknown): unknown {
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) return patch
  const result: Json = typeof target === 'object' && target !== null && !Array.isArray(target) ? { ...(target as Json) } : {}
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete result[key]
    else result[key] = mergePatch(result[key], value)
  }
  return result
}

function send(response: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body)
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }).end(text)
}

function refuse(response: ServerResponse, code: number, reason: string, message: string, causes?: readonly Json[]): void {
  send(response, code, {
    kind: 'Status',
    apiVersion: 'v1',
    status: 'Failure',
    code,
    reason,
    message,
    ...(causes && { details: { causes } }),
  })
}

/** A response whose answer is lost on its way. */
function sink(request: IncomingMessage, response: ServerResponse): ServerResponse {
  const lost = {
    writeHead: () => lost,
    end: () => request.socket.destroy(),
    flushHeaders: () => undefined,
    write: () => true,
    on: () => lost,
  }
  response.on('error', () => undefined)
  return lost as unknown as ServerResponse
}
