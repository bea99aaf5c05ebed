import { Exposition } from '../../observe/exposition.ts'
import type { ApiClient } from '../client/api-client.ts'
import type { WorkQueue } from '../queue/work-queue.ts'

/** In seconds, as those of controller-runtime. */
const DURATIONS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60]
/** In seconds: from the creation of a resource to its first pods that are ready. */
const READY = [1, 2, 5, 10, 30, 60, 120, 300, 600]

class Histogram {
  private readonly bounds: readonly number[]
  private readonly counts: number[]
  private sum = 0
  private count = 0

  constructor(bounds: readonly number[]) {
    this.bounds = bounds
    this.counts = bounds.map(() => 0)
  }

  observe(value: number): void {
    this.sum += value
    this.count++
    for (const [index, bound] of this.bounds.entries()) if (value <= bound) this.counts[index]!++
  }

  write(out: Exposition, name: string, labels: Readonly<Record<string, string>>): void {
    for (const [index, bound] of this.bounds.entries()) out.sample(`${name}_bucket`, { ...labels, le: String(bound) }, this.counts[index]!)
    out.sample(`${name}_bucket`, { ...labels, le: '+Inf' }, this.count)
    out.sample(`${name}_sum`, labels, this.sum)
    out.sample(`${name}_count`, labels, this.count)
  }
}

type Controller = 'integration' | 'pipe'

/** What the operator counts: by controller and result, never by resource, so that the number of series does not grow with that of resources. */
export class OperatorMetrics {
  private readonly durations: Readonly<Record<Controller, Histogram>> = {
    integration: new Histogram(DURATIONS),
    pipe: new Histogram(DURATIONS),
  }
  private readonly results = new Map<string, number>()
  private readonly firstReady = new Histogram(READY)

  reconciled(controller: Controller, result: 'success' | 'requeue_after' | 'error', seconds: number): void {
    const key = `${controller}/${result}`
    this.results.set(key, (this.results.get(key) ?? 0) + 1)
    this.durations[controller].observe(seconds)
  }

  /** An Integration is ready for the first time, so long after it was created. */
  becameReady(seconds: number): void {
    this.firstReady.observe(seconds)
  }

  /** All metrics in the text form of Prometheus. `phases`: how many Integrations there are in each phase. */
  text({ queue, client, isLeader, phases, version }: MetricSources): string {
    const out = new Exposition()
    out.family('controller_runtime_reconcile_total', 'counter', 'How often resources were looked at.')
    for (const [key, count] of this.results) {
      const [controller, result] = key.split('/') as [string, string]
      out.sample('controller_runtime_reconcile_total', { controller, result }, count)
    }
    out.family('controller_runtime_reconcile_errors_total', 'counter', 'How often that failed.')
    for (const controller of Object.keys(this.durations))
      out.sample('controller_runtime_reconcile_errors_total', { controller }, this.results.get(`${controller}/error`) ?? 0)
    out.family('controller_runtime_reconcile_time_seconds', 'histogram', 'How long that took.')
    for (const [controller, histogram] of Object.entries(this.durations))
      histogram.write(out, 'controller_runtime_reconcile_time_seconds', { controller })
    out.family('kafila_integration_first_ready_seconds', 'histogram', 'Time from the creation of an Integration to its first ready pods.')
    this.firstReady.write(out, 'kafila_integration_first_ready_seconds', {})
    gauge(out, 'workqueue_depth', 'Resources that wait to be looked at.', { name: 'kafila' }, queue.depth)
    gauge(out, 'leader_election_master_status', 'Whether this process is the one that writes.', { name: 'kafila' }, isLeader ? 1 : 0)
    gauge(out, 'kafila_operator_info', 'The version of the operator.', { version }, 1)
    out.family('kafila_integrations', 'gauge', 'Integrations by phase.')
    for (const [phase, count] of phases) out.sample('kafila_integrations', { phase }, count)
    out.family('rest_client_requests_total', 'counter', 'Requests to the API server.')
    for (const [method, count] of client.requests) out.sample('rest_client_requests_total', { method }, count)
    return out.toString()
  }
}

export interface MetricSources {
  readonly queue: WorkQueue
  readonly client: ApiClient
  readonly isLeader: boolean
  readonly phases: ReadonlyMap<string, number>
  readonly version: string
}

function gauge(out: Exposition, name: string, help: string, labels: Readonly<Record<string, string>>, value: number): void {
  out.family(name, 'gauge', help)
  out.sample(name, labels, value)
}
