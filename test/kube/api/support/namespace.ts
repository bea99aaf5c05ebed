import { randomBytes } from 'node:crypto'
import { expect } from 'vitest'
import { parse } from 'yaml'
import { builtInCatalog } from '../../../../src/catalog/index.ts'
import { systemClock } from '../../../../src/core/clock.ts'
import { ApiClient, type ApiClientOptions } from '../../../../src/operator/client/api-client.ts'
import type { ClusterConfig } from '../../../../src/operator/client/cluster-config.ts'
import { kinds } from '../../../../src/operator/client/kinds.ts'
import type { KubeKind, KubeObject } from '../../../../src/operator/client/kube-object.ts'
import { Operator, type OperatorOptions } from '../../../../src/operator/reconcile/operator.ts'
import type { Condition } from '../../../../src/operator/status/conditions.ts'
import { clusterConfig } from './cluster.ts'

const catalog = builtInCatalog()
export const RUNTIME = { version: '1.2.3', imageOf: (version: string) => `kafila:${version}` }

/** Kinds of what an operator makes. */
export const CHILDREN: readonly KubeKind[] = [
  kinds.ConfigMap,
  kinds.ControllerRevision,
  kinds.Service,
  kinds.Deployment,
  kinds.StatefulSet,
  kinds.CronJob,
  kinds.Job,
  kinds.PodDisruptionBudget,
  kinds.HorizontalPodAutoscaler,
  kinds.Ingress,
]

interface Running {
  readonly operator: Operator
  readonly client: ApiClient
}

/** A namespace of a test's own, and operators that look at it. */
export class TestNamespace {
  readonly name = `kafila-t-${randomBytes(4).toString('hex')}`
  /** As administrator. */
  readonly admin = new ApiClient(clusterConfig(), { fieldManager: 'kafila-tests' })
  private readonly running: Running[] = []

  static async create(labels: Readonly<Record<string, string>> = {}): Promise<TestNamespace> {
    const namespace = new TestNamespace()
    const { apiVersion, kind } = kinds.Namespace
    await namespace.admin.create(kinds.Namespace, { apiVersion, kind, metadata: { name: namespace.name, labels } })
    return namespace
  }

  /** Starts an operator for this namespace; it works at once. */
  async operator(
    options: Partial<OperatorOptions> = {},
    client: ApiClientOptions = {},
    config: ClusterConfig = clusterConfig(),
  ): Promise<Running> {
    const made = new ApiClient(config, { fieldManager: 'kafila-operator', ...client })
    const operator = new Operator({ client: made, clock: systemClock, catalog, namespaces: [this.name], runtime: RUNTIME, ...options })
    await operator.sync()
    operator.work()
    const running = { operator, client: made }
    this.running.push(running)
    return running
  }

  async stop({ operator, client }: Running): Promise<void> {
    await operator.stop()
    client.close()
    this.running.splice(
      this.running.findIndex(each => each.operator === operator),
      1,
    )
  }

  async close(): Promise<void> {
    for (const each of [...this.running]) await this.stop(each)
    // where nothing collects what belongs to them, they go first
    for (const kind of [kinds.Pipe, kinds.Integration, ...CHILDREN])
      await this.admin.raw(
        'DELETE',
        `/${kind.apiVersion.includes('/') ? 'apis' : 'api'}/${kind.apiVersion}/namespaces/${this.name}/${kind.plural}`,
      )
    await this.admin.delete(kinds.Namespace, undefined, this.name)
    this.admin.close()
  }

  /** Applies a resource as kubectl does. */
  put(kind: 'Integration' | 'Pipe' | 'Kamelet', name: string, spec: string | object): Promise<KubeObject> {
    const { apiVersion } = kinds[kind]
    const given = typeof spec === 'string' ? (parse(spec) as object) : spec
    return this.admin.apply(
      kinds[kind],
      { apiVersion, kind, metadata: { name, namespace: this.name }, spec: given },
      { fieldManager: 'kubectl', force: true },
    )
  }

  get(kind: KubeKind, name: string): Promise<KubeObject | undefined> {
    return this.admin.get(kind, this.name, name)
  }

  async condition(type: string, name: string, kind: KubeKind = kinds.Integration): Promise<Condition | undefined> {
    const status = (await this.get(kind, name))?.['status'] as { conditions?: Condition[] } | undefined
    return status?.conditions?.find(each => each.type === type)
  }

  /** Waits for a condition of the generation that is there now. */
  async until(type: string, status: Condition['status'], name: string, kind: KubeKind = kinds.Integration): Promise<Condition> {
    let found: Condition | undefined
    await expect
      .poll(
        async () => {
          const object = await this.get(kind, name)
          found = (object?.['status'] as { conditions?: Condition[] } | undefined)?.conditions?.find(each => each.type === type)
          return found?.observedGeneration === object?.metadata.generation ? found?.status : 'of an older generation'
        },
        { timeout: 15_000, interval: 50 },
      )
      .toBe(status)
    return found!
  }

  /** As the controllers of a cluster do it: the workload has all pods that it wants. Where there are such controllers, they are waited for. */
  async available(name: string, kind: KubeKind = kinds.Deployment): Promise<void> {
    await expect.poll(() => this.get(kind, name), { timeout: 10_000, interval: 30 }).toBeDefined()
    const isDone = async () => {
      await this.ready(name, kind)
      const { metadata, status } = (await this.get(kinds.Integration, name))!
      const { observedGeneration, conditions = [] } = (status ?? {}) as { observedGeneration?: number; conditions?: Condition[] }
      return (
        observedGeneration === metadata.generation &&
        conditions.some(({ type, status: holds }) => type === 'Reconciling' && holds === 'False')
      )
    }
    await expect.poll(isDone, { timeout: 15_000, interval: 100 }).toBe(true)
  }

  private async ready(name: string, kind: KubeKind): Promise<void> {
    const workload = (await this.get(kind, name))!
    const replicas = (workload['spec'] as { replicas?: number }).replicas ?? 1
    const status = {
      observedGeneration: workload.metadata.generation,
      replicas,
      updatedReplicas: replicas,
      readyReplicas: replicas,
      availableReplicas: replicas,
    }
    await this.admin.merge(kind, this.name, name, { status }, 'status')
  }

  /** What is there in the namespace beside what the cluster puts into each. */
  async children(): Promise<KubeObject[]> {
    const all: KubeObject[] = []
    for (const kind of CHILDREN) all.push(...(await this.admin.list(kind, { namespace: this.name })).items)
    return all.filter(({ metadata }) => metadata.name !== 'kube-root-ca.crt')
  }

  /** What is there, without what differs from run to run: ids, addresses, and the hash that has the id of the owner in it. */
  async state(): Promise<string[]> {
    const plain = (await this.children()).map(({ kind, metadata, status: _status, ...rest }) =>
      JSON.stringify([
        kind,
        metadata.name,
        metadata.labels,
        metadata.annotations,
        metadata.ownerReferences?.map(({ kind: owner, name }) => [owner, name]),
        rest,
      ]),
    )
    return plain
      .map(each =>
        each
          .replaceAll(this.name, 'NAMESPACE')
          .replaceAll(/"clusterIPs?":("[^"]*"|\[[^\]]*\]),/g, '')
          .replaceAll(/("kafila.dev\/applied":)"\w+"/g, '$1"HASH"'),
      )
      .sort()
  }
}

/** Resolves when no request has come for a while. */
export async function quiet(count: () => number, ms = 400): Promise<void> {
  let before = -1
  await expect
    .poll(
      () => {
        const now = count()
        const isQuiet = now === before
        before = now
        return isQuiet
      },
      { timeout: 20_000, interval: ms },
    )
    .toBe(true)
}

/** How many requests a client has made that change something. */
export function writesOf({ requests }: ApiClient): number {
  return [...requests].filter(([method]) => method !== 'GET').reduce((sum, [, count]) => sum + count, 0)
}
