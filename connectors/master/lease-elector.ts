import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import type { Clock } from '../../src/core/clock.ts'
import type { Elector, KubernetesClusterOptions, Leadership } from '../../src/kit/cluster-service.ts'
import { ApiClient } from '../../src/operator/client/api-client.ts'
import { loadClusterConfig } from '../../src/operator/client/cluster-config.ts'
import { LeaseElection } from '../../src/operator/leader/lease-election.ts'

/** Elects by Leases of Kubernetes. */
export class LeaseElector implements Elector {
  private readonly options: KubernetesClusterOptions
  private readonly clock: Clock
  private readonly client: ApiClient
  private readonly namespace: string
  private readonly identity: string

  constructor(options: KubernetesClusterOptions, clock: Clock) {
    this.options = options
    this.clock = clock
    const config = loadClusterConfig()
    this.namespace = options.kubernetesNamespace ?? config.namespace
    this.client = new ApiClient(config, { fieldManager: 'kafila-master', timeoutMs: options.renewDeadlineMillis / 2 })
    // a container that starts anew in its pod is another process
    this.identity = `${options.podName ?? process.env['POD_NAME'] ?? hostname()}_${randomUUID().slice(0, 8)}`
  }

  async acquire(group: string, signal: AbortSignal): Promise<Leadership> {
    const { leaseDurationMillis, renewDeadlineMillis, retryPeriodMillis, kubernetesResourceName } = this.options
    let failure: unknown
    const election = new LeaseElection({
      client: this.client,
      clock: this.clock,
      namespace: this.namespace,
      name: `${kubernetesResourceName}-${group.toLowerCase()}`,
      identity: this.identity,
      leaseMs: leaseDurationMillis,
      renewDeadlineMs: renewDeadlineMillis,
      retryMs: retryPeriodMillis,
      onFailure: error => {
        failure = error
      },
    })
    const stop = () => void election.release()
    signal.addEventListener('abort', stop, { once: true })
    try {
      await election.acquire()
    } catch (error) {
      throw signal.aborted ? signal.reason : (failure ?? error)
    } finally {
      signal.removeEventListener('abort', stop)
    }
    return {
      get held() {
        return election.isLeader
      },
      lost: election.lostSignal,
      release: () => election.release(),
    }
  }
}
