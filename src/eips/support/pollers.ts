import type { PolledSource } from '../../kit/connector.ts'
import type { EndpointHandle, StepContext } from '../../kit/step.ts'

/** How many consumers a step that polls keeps open. */
const MAX_OPEN = 100

/** The consumers of one step that polls: opened with the first message for an endpoint, the longest unused is closed first. */
export class Pollers {
  private readonly open = new Map<string, PolledSource | Promise<PolledSource>>()
  private readonly keep: boolean

  constructor(context: StepContext, keep: boolean) {
    this.keep = keep
    context.onStop(() => this.close())
  }

  /** Polls one message; `undefined` where none came in time. */
  async receive(poller: PolledSource, timeoutMs: number) {
    try {
      return await poller.receive(timeoutMs)
    } finally {
      if (!this.keep) await poller.close()
    }
  }

  /** The consumer of an endpoint. */
  consumer(endpoint: EndpointHandle): PolledSource | Promise<PolledSource> {
    if (!this.keep) return endpoint.poller()
    const known = this.open.get(endpoint.uri)
    const poller = known ?? endpoint.poller()
    this.open.delete(endpoint.uri)
    this.open.set(endpoint.uri, poller)
    if (known === undefined && poller instanceof Promise) poller.catch(() => this.open.delete(endpoint.uri))
    if (this.open.size > MAX_OPEN) void this.closeOldest()
    return poller
  }

  private async closeOldest(): Promise<void> {
    const [uri, poller] = this.open.entries().next().value!
    this.open.delete(uri)
    await (await poller).close()
  }

  private async close(): Promise<void> {
    const all = [...this.open.values()]
    this.open.clear()
    await Promise.allSettled(all.map(async poller => (await poller).close()))
  }
}
