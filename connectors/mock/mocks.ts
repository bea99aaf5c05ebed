import type { Exchange } from '../../src/core/exchange.ts'
import type { ConnectorContext } from '../../src/kit/index.ts'

/** Called with each exchange as it arrives, before anything else happens to it; `uri` is that of the endpoint it was sent to. */
export type ArrivalListener = (name: string, exchange: Exchange, uri: string) => void

/** How many of the first and of the last messages are kept; below 0: all. */
interface Retention {
  readonly first: number
  readonly last: number
}

/** A mock endpoint: what it received, as it was on arrival. */
export class MockEndpoint {
  readonly name: string
  readonly received: Exchange[] = []
  count = 0
  private readonly retention: Retention
  private readonly arrived: ArrivalListener

  constructor(name: string, retention: Retention, arrived: ArrivalListener) {
    this.name = name
    this.retention = retention
    this.arrived = arrived
  }

  receive(exchange: Exchange, uri: string): void {
    this.count += 1
    const { first, last } = this.retention
    if (first >= 0 && this.received.length >= first) return
    const copy = exchange.fork()
    copy.id = exchange.id
    this.received.push(copy)
    if (first < 0 && last >= 0 && this.received.length > last) this.received.shift()
    this.arrived(this.name, exchange, uri)
  }
}

/** The mock endpoints of a runtime, by name. */
export class Mocks {
  readonly endpoints = new Map<string, MockEndpoint>()
  private readonly listeners: ArrivalListener[] = []

  endpoint(name: string, retention: Retention = { first: -1, last: -1 }): MockEndpoint {
    let endpoint = this.endpoints.get(name)
    if (endpoint === undefined) {
      endpoint = new MockEndpoint(name, retention, (...arrival) => {
        for (const listener of this.listeners) listener(...arrival)
      })
      this.endpoints.set(name, endpoint)
    }
    return endpoint
  }

  onArrival(listener: ArrivalListener): void {
    this.listeners.push(listener)
  }
}

/** The mocks of the runtime that a connector belongs to. */
export function mocks(context: Pick<ConnectorContext, 'shared'>): Mocks {
  return context.shared('mock', () => new Mocks())
}
