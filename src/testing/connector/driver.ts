import type { AnyConnector } from '../../kit/catalog.ts'

/** A message as the remote side holds it, written or read by another client than ours. */
export interface RawMessage {
  readonly body: Uint8Array
  /** What order is kept within, where the connector knows keys. */
  readonly key?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** A queue, topic, folder or table of its own for one check. */
export interface Place {
  /** The URI that a route reads it by; none where the connector is no source. */
  readonly source?: string
  /** Steps, in flow style, that make of a message that was read the body that was written (`{ setBody: … }`), where the source gives more. */
  readonly unwrap?: string
  /** The URI that a route writes to it by; none where the connector is no sink. */
  readonly sink?: string
  /** Puts messages there, in order, by the service's own client. For sources. */
  write?(messages: readonly RawMessage[]): Promise<void>
  /** All messages that are there and have not been read by this before, by the service's own client. For sinks. */
  read?(): Promise<readonly RawMessage[]>
}

/** How the service is broken and mended. */
export interface ServiceControl {
  /** The service is gone at once, as if killed. */
  down(): Promise<void>
  /** It is there again, with its data. */
  up(): Promise<void>
}

/** How the network between us and the service is broken. */
export interface NetworkControl {
  /** Nothing passes any more, and no connection is closed. */
  blackhole(): Promise<void>
  heal(): Promise<void>
}

/** What the kit needs to know of a service to hold a connector to its manifest. */
export interface ConnectorDriver {
  /** The declaration; its `delivery` manifest says which checks are mandatory. */
  readonly connector: AnyConnector
  /** Beans and properties that the URIs of `place` refer to. */
  readonly beans?: Readonly<Record<string, unknown>>
  readonly properties?: Readonly<Record<string, string>>
  /** Elements of a route file that the URIs refer to (`- beans: …`), for routes that run in a process of their own. */
  readonly yaml?: string
  /** Makes a new, empty place. */
  place(): Promise<Place>
  /** Where the service can be stopped by the test. */
  readonly service?: ServiceControl
  readonly network?: NetworkControl
  /** A URI as source or sink whose credentials are refused. */
  readonly wrongCredentials?: string
  /** Values of secret options in the URIs: none of them may ever be printed. */
  readonly secrets?: readonly string[]
  /** The header that carries the key of a message at the sink; without it order is looked at over all. */
  readonly keyHeader?: string
  /** Whether `read` gives messages in the order in which they were written; default `true`. */
  readonly readsInOrder?: boolean
  /** How long a message may take to arrive, in milliseconds; default 15 s. */
  readonly patienceMs?: number
  /** Checks that do not apply, with the reason: shown, never silent. */
  readonly exempt?: Readonly<Record<string, string>>
  /** Fewer messages where the service is slow (mail); default 1. */
  readonly scale?: number
}
