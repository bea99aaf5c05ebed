import type { Clock } from '../../core/clock.ts'
import { isKafilaError } from '../../core/errors.ts'
import { exceptionMessage } from '../../core/exceptions.ts'
import { monotonicMs } from '../../core/monotonic.ts'
import type { LogLevel } from '../../core/services.ts'
import type { Catalog } from '../../kit/catalog.ts'
import { type ApiClient, isStatus } from '../client/api-client.ts'
import { kinds } from '../client/kinds.ts'
import type { KubeObject } from '../client/kube-object.ts'
import { WorkQueue } from '../queue/work-queue.ts'
import { INTEGRATION_LABEL } from '../render/metadata.ts'
import { ManifestApplier } from './apply-manifests.ts'
import { CheckMemo } from './check-memo.ts'
import { ClusterCache } from './cluster-cache.ts'
import { Dependents } from './dependents.ts'
import { EventRecorder } from './event-recorder.ts'
import { OperatorMetrics } from './operator-metrics.ts'
import { reconcileIntegration } from './reconcile-integration.ts'
import { reconcilePipe } from './reconcile-pipe.ts'
import { SecretVersions } from './secret-versions.ts'
import type { World } from './world.ts'

export interface OperatorOptions {
  readonly client: ApiClient
  readonly clock: Clock
  readonly catalog: Catalog
  /** Undefined: all namespaces. */
  readonly namespaces?: readonly string[] | undefined
  readonly runtime: World['runtime']
  readonly bundledKamelet?: (name: string) => string | undefined
  /** Who it is, in Events. */
  readonly identity?: string
  readonly workers?: number
  /** After how long everything is looked at again, whatever happened; default 10 minutes. */
  readonly resyncMs?: number
  /** How often the Secrets that are used are asked for their version; default 30 s. */
  readonly secretsMs?: number
  readonly log?: (level: LogLevel, message: string, error?: unknown) => void
}

const RESYNC_MS = 600_000
const SECRETS_MS = 30_000

/**
 * Watches Integrations, Pipes and all that they make and use, and brings what is into the state that they ask for. What happened is never asked, only what is: an event
 * merely says which resource to look at again. `sync` fills the caches and may run on many processes; `work` writes and must run on one.
 */
export class Operator {
  readonly cache: ClusterCache
  readonly queue: WorkQueue
  readonly metrics = new OperatorMetrics()
  private readonly options: OperatorOptions
  private readonly world: World
  private readonly stopping = new AbortController()
  private loops: Promise<void>[] = []

  constructor(options: OperatorOptions) {
    this.options = options
    const { client, clock, catalog, namespaces, runtime, bundledKamelet = () => undefined, identity = 'kafila' } = options
    const failed = (what: string) => (error: unknown) => this.log('WARN', `${what}: ${exceptionMessage(error)}`, error)
    this.cache = new ClusterCache({
      client,
      clock,
      namespaces,
      onChange: (after, before) => this.changed(after, before),
      onFailure: (kind, error, nextTryMs) => this.watchFailed(kind.plural, error, nextTryMs),
    })
    this.world = {
      client,
      cache: this.cache,
      clock,
      catalog,
      runtime,
      bundledKamelet,
      applier: new ManifestApplier(client, this.cache),
      dependents: new Dependents(),
      secrets: new SecretVersions(client),
      checks: new CheckMemo(),
      events: new EventRecorder(client, clock, identity, failed('an Event was not written')),
    }
    this.queue = new WorkQueue({
      clock,
      workers: options.workers ?? 4,
      work: key => this.timed(key),
      longestWait,
      onFailure: (key, error, nextTryMs) =>
        this.log('WARN', `${key}: ${exceptionMessage(error)}; tried again in ${Math.round(nextTryMs)} ms`, error),
    })
  }

  /** Reads everything once and watches it from then on. */
  async sync(): Promise<void> {
    await this.cache.start()
  }

  /** Begins to write. */
  work(): void {
    this.queue.start()
    const { resyncMs = RESYNC_MS, secretsMs = SECRETS_MS } = this.options
    this.loops = [this.every(resyncMs, () => this.resync()), this.every(secretsMs, () => this.refreshSecrets())]
  }

  /** Ends the work in hand, and all watches. */
  async stop(): Promise<void> {
    this.stopping.abort()
    await this.queue.stop()
    await Promise.all(this.loops)
    await this.cache.stop()
  }

  /** Looks at one resource now: `Integration/NAMESPACE/NAME`. */
  reconcile(key: string): Promise<number | undefined> {
    return key.startsWith('Pipe/') ? reconcilePipe(key, this.world) : reconcileIntegration(key, this.world)
  }

  /** How many Integrations there are in each phase. */
  phases(): ReadonlyMap<string, number> {
    const counts = new Map<string, number>()
    for (const each of this.cache.all(kinds.Integration)) {
      const phase = (each['status'] as { phase?: string } | undefined)?.phase ?? 'New'
      counts.set(phase, (counts.get(phase) ?? 0) + 1)
    }
    return counts
  }

  private async timed(key: string): Promise<number | undefined> {
    const controller = key.startsWith('Pipe/') ? 'pipe' : 'integration'
    const started = monotonicMs()
    let result: 'success' | 'requeue_after' | 'error' = 'error'
    try {
      const next = await this.reconcile(key)
      result = next === undefined ? 'success' : 'requeue_after'
      return next
    } finally {
      this.metrics.reconciled(controller, result, (monotonicMs() - started) / 1000)
    }
  }

  /** Looks for changes of the Secrets that are used. */
  async refreshSecrets(): Promise<void> {
    const { secrets, dependents } = this.world
    for (const key of await secrets.refresh(dependents.objects('Secret'))) this.changedObject(key)
  }

  private resync(): Promise<void> {
    for (const kind of [kinds.Integration, kinds.Pipe])
      for (const { metadata } of this.cache.all(kind)) this.queue.add(`${kind.kind}/${metadata.namespace}/${metadata.name}`)
    return Promise.resolve()
  }

  /** Not all operators at the same time, and not all things of one: each turn is up to a tenth late. */
  private async every(ms: number, action: () => Promise<void>): Promise<void> {
    const { signal } = this.stopping
    while (!signal.aborted) {
      await this.options.clock.sleep(ms * (1 + 0.1 * Math.random()), signal).catch(() => undefined)
      if (!signal.aborted) await action().catch(error => this.log('WARN', exceptionMessage(error), error))
    }
  }

  private changed(after: KubeObject | undefined, before: KubeObject | undefined): void {
    const object = (after ?? before)!
    const { kind, metadata } = object
    const key = `${kind}/${metadata.namespace}/${metadata.name}`
    if (after === undefined) this.world.applier.forget(object)
    if (kind === 'Integration' || kind === 'Pipe') {
      if (after === undefined) this.gone(key)
      if (isNews(after, before)) this.queue.add(key)
      if (kind === 'Integration') this.tellFirstReady(after, before)
    }
    if (kind === 'ConfigMap' || kind === 'Kamelet') this.changedObject(key)
    for (const each of new Set([...ownersOf(after), ...ownersOf(before)])) this.queue.add(each)
  }

  private tellFirstReady(after: KubeObject | undefined, before: KubeObject | undefined): void {
    const isRunning = (object: KubeObject | undefined) => (object?.['status'] as { phase?: string } | undefined)?.phase === 'Running'
    const { creationTimestamp, generation } = after?.metadata ?? {}
    if (before === undefined || isRunning(before) || !isRunning(after) || generation !== 1 || creationTimestamp === undefined) return
    this.metrics.becameReady((this.options.clock.now() - Date.parse(creationTimestamp)) / 1000)
  }

  private changedObject(key: string): void {
    for (const user of this.world.dependents.of(key)) this.queue.add(user)
  }

  private gone(key: string): void {
    this.queue.forget(key)
  }

  /** A version that has expired is a matter of course, and so is a watch that the server has ended. */
  private watchFailed(plural: string, error: unknown, nextTryMs: number): void {
    this.log(
      isStatus(error, 410) ? 'DEBUG' : 'WARN',
      `watching ${plural}: ${exceptionMessage(error)}; tried again in ${Math.round(nextTryMs)} ms`,
    )
  }

  private log(level: LogLevel, message: string, error?: unknown): void {
    this.options.log?.(level, message, error)
  }
}

/** A server that is away, or has too much to do, comes back some time: what waited for it should go on soon after. Other failures are tried again ever more rarely. */
function longestWait(error: unknown): number {
  const isServers =
    isKafilaError(error) && (error.code !== 'KF_KUBE_STATUS' || [429, 500, 502, 503, 504].includes(error.details['code'] as number))
  return isServers && error.code.startsWith('KF_KUBE_') ? 8_000 : 300_000
}

/** Whether a change of a resource is more than a status that we wrote ourselves. A Pipe looks at the status of its Integration. */
function isNews(after: KubeObject | undefined, before: KubeObject | undefined): boolean {
  if (after === undefined || before === undefined) return true
  const shown = ({ metadata }: KubeObject) =>
    JSON.stringify([metadata.generation, metadata.uid, metadata.deletionTimestamp, metadata.labels, metadata.annotations])
  return shown(after) !== shown(before)
}

/** The keys of the resources that an object belongs to: by its controller, or, for pods and the runs of a CronJob, by its label. */
function ownersOf(object: KubeObject | undefined): string[] {
  if (object === undefined) return []
  const { namespace, labels = {}, ownerReferences = [] } = object.metadata
  const owner = ownerReferences.find(({ controller }) => controller)
  if (owner !== undefined && (owner.kind === 'Integration' || owner.kind === 'Pipe') && owner.apiVersion.startsWith('kafila.dev/'))
    return [`${owner.kind}/${namespace}/${owner.name}`]
  const integration = labels[INTEGRATION_LABEL]
  return integration !== undefined && (object.kind === 'Pod' || object.kind === 'Job') ? [`Integration/${namespace}/${integration}`] : []
}
