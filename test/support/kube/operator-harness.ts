import { expect } from 'vitest'
import { parse } from 'yaml'
import { builtInCatalog } from '../../../src/catalog/index.ts'
import { type Clock, systemClock } from '../../../src/core/clock.ts'
import { ApiClient, type ApiClientOptions } from '../../../src/operator/client/api-client.ts'
import { Operator, type OperatorOptions } from '../../../src/operator/reconcile/operator.ts'
import type { Condition } from '../../../src/operator/status/conditions.ts'
import { FakeApiServer } from './api-server.ts'
import type { Json } from './managed-fields.ts'
import type { Stored } from './object-store.ts'
import { rollOut } from './workloads.ts'

const catalog = builtInCatalog()

export const RUNTIME = { version: '1.2.3', imageOf: (version: string) => `kafila:${version}` }

/** Waits of the client and of watches take no time; those of the operator's own loops never end. */
export const hurried: Clock = {
  ...systemClock,
  sleep: (ms, signal) => systemClock.sleep(ms >= 20_000 ? 3_600_000 : Math.min(ms, 5), signal),
}

/** An operator at an API server in memory. */
export class OperatorHarness {
  readonly server: FakeApiServer
  readonly logged: string[] = []
  operator!: Operator
  client!: ApiClient

  private constructor(server: FakeApiServer) {
    this.server = server
  }

  static async start(options: Partial<OperatorOptions> = {}): Promise<OperatorHarness> {
    const harness = new OperatorHarness(await FakeApiServer.start())
    await harness.startOperator(options)
    return harness
  }

  static async empty(): Promise<OperatorHarness> {
    return new OperatorHarness(await FakeApiServer.start())
  }

  async startOperator(options: Partial<OperatorOptions> = {}, client: ApiClientOptions = {}): Promise<void> {
    this.client = new ApiClient(this.server.config, { clock: hurried, fieldManager: 'kafila-operator', ...client })
    this.operator = new Operator({
      client: this.client,
      clock: hurried,
      catalog,
      runtime: RUNTIME,
      log: (level, message) => void this.logged.push(`${level} ${message}`),
      ...options,
    })
    await this.operator.sync()
    this.operator.work()
  }

  async stopOperator(): Promise<void> {
    await this.operator.stop()
    this.client.close()
  }

  async close(): Promise<void> {
    await this.stopOperator()
    await this.server.close()
  }

  /** Stores a resource as `kubectl apply` would. */
  put(kind: string, name: string, spec: string | Json, metadata: Json = {}): Stored {
    const before = this.get(`kafila.dev/${kind.toLowerCase()}s`, name)
    return this.server.put({
      apiVersion: 'kafila.dev/v1',
      kind,
      ...(before?.['status'] !== undefined && { status: before['status'] }),
      metadata: { name, namespace: 'shop', ...metadata },
      spec: typeof spec === 'string' ? (parse(spec) as Json) : spec,
    })
  }

  get(resource: string, name: string): Stored | undefined {
    return this.server.store.get(resource, 'shop', name)
  }

  /** Resolves when nothing waits, nothing is in work, and the server has had no write for a while. */
  async settled(): Promise<void> {
    let writes = -1
    await expect
      .poll(
        () => {
          const now = this.server.requests.filter(({ method }) => method !== 'GET').length
          const isStill = now === writes && this.operator.queue.size === 0
          writes = now
          return isStill
        },
        { interval: 60, timeout: 20_000 },
      )
      .toBe(true)
  }

  /** The workloads have all their pods, and the operator has seen it. */
  async rolledOut(): Promise<void> {
    await this.settled()
    rollOut(this.server)
    await this.settled()
  }

  condition(type: string, name = 'orders', resource = 'kafila.dev/integrations'): Condition | undefined {
    const status = this.get(resource, name)?.['status'] as { conditions?: Condition[] } | undefined
    return status?.conditions?.find(each => each.type === type)
  }

  // biome-ignore lint/suspicious/noExplicitAny: a status is JSON
  status(name = 'orders', resource = 'kafila.dev/integrations'): any {
    return this.get(resource, name)?.['status']
  }

  /** The objects that are there beside the resources, without those of tests. */
  children(): string[] {
    return this.server.store
      .all()
      .filter(({ kind }) => !['Integration', 'Pipe', 'Kamelet', 'Event', 'Pod', 'Lease', 'Secret'].includes(kind))
      .map(({ kind, metadata }) => `${kind}/${metadata.name}`)
      .sort()
  }
}
