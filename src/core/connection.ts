import { events, tell } from './events.ts'

/** How an endpoint stands to what it talks to. `connecting`: it tries and will go on trying. `failed`: it has given up, nothing will change by itself. */
export type ConnectionState = 'connecting' | 'connected' | 'failed'

/** What an endpoint counts since its start. Bytes are those of bodies; plain numbers, so that counting costs nothing. */
export class EndpointMeter {
  /** Messages that came in, each delivery again counted. */
  received = 0
  receivedBytes = 0
  /** Messages whose effect is durable. */
  sent = 0
  sentBytes = 0
  /** Sends and polls that failed. */
  errors = 0
  /** Messages that were given back, or tried again in place. */
  redelivered = 0
  /** Messages thrown away because the route says so (too large, filtered by the source). */
  dropped = 0
  /** Times that a lost connection was there again. */
  reconnects = 0
  /** Messages that are taken but not yet settled. */
  unsettled = 0
  /** How far a source is behind, where the remote side tells: messages, by partition or queue. */
  readonly lag = new Map<string, number>()

  /** Whether anything was counted: endpoints that count nothing are not shown. */
  get used(): boolean {
    return this.received + this.sent + this.errors + this.dropped + this.unsettled > 0
  }
}

/** How one connection stands. */
export interface ConnectionReport {
  readonly state: ConnectionState
  /** Why it is not connected; secrets masked. */
  readonly cause?: string
  /** When the state began, in milliseconds since the epoch. */
  readonly since: number
}

/** The endpoints of one address and direction, as health and metrics show them; `label` is the URI without options, so that no secret is in it. */
export class EndpointStatus {
  readonly label: string
  readonly direction: 'source' | 'sink'
  /** The route of a source; empty for a sink, which may serve several. */
  readonly routeId: string
  readonly meter = new EndpointMeter()
  /** The connections that it has now, by URI: endpoints may differ in their options. */
  readonly connections = new Map<string, ConnectionReport>()

  constructor(label: string, direction: 'source' | 'sink', routeId: string) {
    this.label = label
    this.direction = direction
    this.routeId = routeId
  }

  /** The worst of its connections; `undefined` where it has none. */
  get connection(): ConnectionReport | undefined {
    const reports = [...this.connections.values()]
    return reports.find(({ state }) => state === 'failed') ?? reports.find(({ state }) => state === 'connecting') ?? reports[0]
  }

  report(uri: string, state: ConnectionState | undefined, cause: string | undefined, now: number): void {
    const before = this.connections.get(uri)
    if (before?.state !== state) {
      const told = { route: this.routeId, direction: this.direction, endpoint: this.label, state: state ?? ('closed' as const) }
      tell(events.connection, () => ({ ...told, ...(cause !== undefined && { cause }) }))
    }
    if (state === undefined) this.connections.delete(uri)
    else {
      this.connections.set(uri, { state, ...(cause !== undefined && { cause }), since: before?.state === state ? before.since : now })
    }
  }
}
