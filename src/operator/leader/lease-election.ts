import type { Clock } from '../../core/clock.ts'
import { errors } from '../../core/errors.ts'
import { type ApiClient, isStatus } from '../client/api-client.ts'
import { kinds, pathOf } from '../client/kinds.ts'
import type { KubeObject } from '../client/kube-object.ts'

export interface LeaseElectionOptions {
  readonly client: ApiClient
  readonly clock: Clock
  readonly namespace: string
  readonly name: string
  /** Who we are: unique among all that may hold it. */
  readonly identity: string
  /** How long others wait for a holder that is silent. */
  readonly leaseMs?: number
  /** How long a holder tries in vain before it takes the lease for lost; less than `leaseMs`. */
  readonly renewDeadlineMs?: number
  /** Between two tries. */
  readonly retryMs?: number
  readonly onFailure?: (error: unknown) => void
}

interface LeaseSpec {
  readonly holderIdentity?: string
  readonly leaseDurationSeconds?: number
  readonly acquireTime?: string
  readonly renewTime?: string
  readonly leaseTransitions?: number
}

/**
 * Elects one of several processes by a Lease. The holder renews it; others take it when it was not renewed for its whole time by their own clock, as clocks
 * of machines differ. Writes are fenced: `check` throws as soon as the lease might be somebody else's, also in a process that slept.
 */
export class LeaseElection {
  private readonly options: Required<Omit<LeaseElectionOptions, 'onFailure'>> & Pick<LeaseElectionOptions, 'onFailure'>
  private readonly stopping = new AbortController()
  private readonly lost = new AbortController()
  private seen: { readonly version: string; readonly at: number } | undefined
  /** Until when the lease is ours, by our clock. */
  private heldUntil = Number.NEGATIVE_INFINITY
  private holder = ''
  private renewing: Promise<void> | undefined

  constructor(options: LeaseElectionOptions) {
    this.options = { leaseMs: 15_000, renewDeadlineMs: 10_000, retryMs: 2_000, ...options }
  }

  get isLeader(): boolean {
    return this.options.clock.now() < this.heldUntil
  }

  /** Aborted when a lease that was held is lost. */
  get lostSignal(): AbortSignal {
    return this.lost.signal
  }

  /** Throws `KF_OPER_LEASE_LOST` unless the lease is held: for writes of a client (`guard`). The lease's own path is let through. */
  check(method: string, path: string): void {
    const { name, namespace } = this.options
    if (method === 'GET' || this.isLeader || path.startsWith(pathOf(kinds.Lease, namespace))) return
    throw errors.KF_OPER_LEASE_LOST({ lease: `${namespace}/${name}`, holder: this.holder || 'nobody that is known' })
  }

  /** Resolves when the lease is held; from then on it is renewed. Rejects with the reason of `stop`. */
  async acquire(): Promise<void> {
    const { clock, retryMs } = this.options
    const { signal } = this.stopping
    while (!(await this.attempt())) {
      // two that wait for the same lease do not ask at the same time for ever
      await clock.sleep(retryMs * (1 + 0.2 * Math.random()), signal)
    }
    this.renewing = this.renew()
  }

  /** Gives the lease back, so that another one takes over at once. */
  async release(): Promise<void> {
    const wasLeader = this.isLeader
    this.stopping.abort()
    await this.renewing
    if (!wasLeader || this.lost.signal.aborted) return
    this.heldUntil = Number.NEGATIVE_INFINITY
    try {
      await this.write({ holderIdentity: '', leaseDurationSeconds: 1 })
    } catch (error) {
      this.options.onFailure?.(error)
    }
  }

  private async renew(): Promise<void> {
    const { clock, retryMs } = this.options
    const { signal } = this.stopping
    while (!signal.aborted) {
      await clock.sleep(retryMs, signal).catch(() => undefined)
      if (signal.aborted) return
      const renewed = await this.attempt()
      if (renewed || (this.isLeader && this.holder === this.options.identity)) continue
      this.heldUntil = Number.NEGATIVE_INFINITY
      this.lost.abort(errors.KF_OPER_LEASE_LOST({ lease: `${this.options.namespace}/${this.options.name}`, holder: this.holder }))
      return
    }
  }

  /** One try to take or renew the lease. */
  private async attempt(): Promise<boolean> {
    try {
      return await this.tryOnce()
    } catch (error) {
      if (!this.stopping.signal.aborted) this.options.onFailure?.(error)
      return false
    }
  }

  private async tryOnce(): Promise<boolean> {
    const { client, clock, namespace, name, identity, renewDeadlineMs } = this.options
    const { signal } = this.stopping
    const asked = clock.now()
    const lease = await client.get(kinds.Lease, namespace, name, { signal })
    if (lease !== undefined && !this.mayTake(lease)) return false
    const spec = (lease?.['spec'] ?? {}) as LeaseSpec
    const now = new Date(clock.now()).toISOString().replace('Z', '000Z')
    const isRenewal = spec.holderIdentity === identity
    const next: LeaseSpec = {
      ...spec,
      holderIdentity: identity,
      leaseDurationSeconds: Math.ceil(this.options.leaseMs / 1000),
      renewTime: now,
      ...(!isRenewal && { acquireTime: now, leaseTransitions: (spec.leaseTransitions ?? -1) + 1 }),
    }
    try {
      const written = await this.store(lease, next)
      this.seen = { version: written.metadata.resourceVersion!, at: clock.now() }
    } catch (error) {
      // somebody was quicker
      if (isStatus(error, 409)) return false
      throw error
    }
    this.holder = identity
    // counted from before the request: by then nobody else can have taken it
    this.heldUntil = asked + renewDeadlineMs
    return true
  }

  private mayTake({ metadata, spec }: KubeObject): boolean {
    const { clock, identity } = this.options
    const { holderIdentity = '', leaseDurationSeconds = 0 } = spec as LeaseSpec
    this.holder = holderIdentity
    if (this.seen?.version !== metadata.resourceVersion) this.seen = { version: metadata.resourceVersion!, at: clock.now() }
    return holderIdentity === '' || holderIdentity === identity || clock.now() - this.seen!.at > leaseDurationSeconds * 1000
  }

  private async write(change: LeaseSpec): Promise<void> {
    const { client, namespace, name, identity } = this.options
    const lease = await client.get(kinds.Lease, namespace, name)
    const spec = (lease?.['spec'] ?? {}) as LeaseSpec
    if (lease !== undefined && spec.holderIdentity === identity) await this.store(lease, { ...spec, ...change })
  }

  private store(lease: KubeObject | undefined, spec: LeaseSpec): Promise<KubeObject> {
    const { client, namespace, name } = this.options
    const { apiVersion, kind } = kinds.Lease
    if (lease === undefined) return client.create(kinds.Lease, { apiVersion, kind, metadata: { name, namespace }, spec })
    return client.replace(kinds.Lease, { ...lease, spec })
  }
}
