import { systemClock } from '../../../core/clock.ts'
import { isStatus } from '../../../operator/client/api-client.ts'
import { kinds, pathOf } from '../../../operator/client/kinds.ts'
import type { KubeObject } from '../../../operator/client/kube-object.ts'
import { INTEGRATION_LABEL } from '../../../operator/render/metadata.ts'
import { type CommandInput, EXIT, type Io } from '../../command.ts'
import { type Cluster, type ClusterOptions, withCluster } from './cluster.ts'

interface LogOptions extends ClusterOptions {
  readonly follow?: boolean
  readonly tail?: string
  readonly previous?: boolean
  readonly json?: boolean
}

const LOOK_AGAIN_MS = 500

/** Prints the logs of all pods of an Integration, with the name of the pod before each line; with --follow also of those that come later, until a signal. */
export async function followLogs({ arguments: [name], options: given }: CommandInput, io: Io): Promise<number> {
  const options = given as LogOptions
  return withCluster(options, io, async cluster => {
    const logs = new PodLogs(name!, options, cluster, io)
    const seen = options.follow ? await logs.follow() : await logs.once()
    if (seen > 0) return EXIT.ok
    io.err(`kafila k8s logs: ${name} has no pods in ${cluster.namespace}\n`)
    return EXIT.failed
  })
}

class PodLogs {
  private readonly name: string
  private readonly options: LogOptions
  private readonly cluster: Cluster
  private readonly io: Io
  private readonly stopping = new AbortController()
  /** By pod and start of its container: one that starts anew is followed anew. */
  private readonly followed = new Map<string, Promise<void>>()

  constructor(name: string, options: LogOptions, cluster: Cluster, io: Io) {
    this.name = name
    this.options = options
    this.cluster = cluster
    this.io = io
  }

  async once(): Promise<number> {
    const pods = await this.pods()
    for (const pod of pods) await this.print(pod)
    return pods.length
  }

  async follow(): Promise<number> {
    const { signal } = this.stopping
    const stop = () => this.stopping.abort()
    for (const each of ['SIGINT', 'SIGTERM'] as const) process.once(each, stop)
    while (!signal.aborted) {
      for (const pod of await this.pods()) this.begin(pod)
      await systemClock.sleep(LOOK_AGAIN_MS, signal).catch(() => undefined)
    }
    await Promise.all(this.followed.values())
    return Math.max(this.followed.size, 1)
  }

  private async pods(): Promise<readonly KubeObject[]> {
    const { client, namespace } = this.cluster
    const { items } = await client.list(kinds.Pod, { namespace, labelSelector: `${INTEGRATION_LABEL}=${this.name}` })
    return [...items].sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1))
  }

  private begin(pod: KubeObject): void {
    const key = `${pod.metadata.name} ${restartsOf(pod)}`
    if (!isStarted(pod) || this.followed.has(key)) return
    this.followed.set(key, this.print(pod))
  }

  private async print({ metadata }: KubeObject): Promise<void> {
    const { client, namespace } = this.cluster
    const { follow, tail, previous, json } = this.options
    const query = {
      container: 'integration',
      follow: follow ? 'true' : undefined,
      tailLines: tail,
      previous: previous ? 'true' : undefined,
    }
    try {
      for await (const line of client.lines(`${pathOf(kinds.Pod, namespace, metadata.name)}/log`, query, this.stopping.signal))
        this.io.out(json ? `${JSON.stringify({ pod: metadata.name, line })}\n` : `${metadata.name} ${line}\n`)
    } catch (error) {
      if (this.stopping.signal.aborted) return
      // gone, or not there yet: the next look tells
      if (!isStatus(error, 400, 404)) throw error
      if (!follow) this.io.err(`${metadata.name}: ${(error as Error).message}\n`)
    }
  }
}

interface PodStatus {
  readonly containerStatuses?: readonly { readonly restartCount: number; readonly state?: { readonly waiting?: unknown } }[]
}

function restartsOf(pod: KubeObject): number {
  return (pod['status'] as PodStatus | undefined)?.containerStatuses?.[0]?.restartCount ?? 0
}

function isStarted(pod: KubeObject): boolean {
  const [status] = (pod['status'] as PodStatus | undefined)?.containerStatuses ?? []
  return status !== undefined && status.state?.waiting === undefined
}
