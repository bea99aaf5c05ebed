import { type Channel, channel } from 'node:diagnostics_channel'
import type { ConnectionState } from './connection.ts'
import type { Diagnostic } from './diagnostic.ts'

/** A runtime begins or ends, on the channel `kafila.runtime`. */
export interface RuntimeEvent {
  /** Camel's context name. */
  readonly runtime: string
  readonly state: 'stopped' | 'starting' | 'started' | 'stopping' | 'failed'
}

/** A route begins or ends to take messages, on the channel `kafila.route`. */
export interface RouteEvent {
  readonly runtime: string
  readonly route: string
  readonly state: 'stopped' | 'starting' | 'started' | 'suspended' | 'stopping'
}

/** A connection of an endpoint came about, was lost or was given up, on the channel `kafila.connection`. */
export interface ConnectionEvent {
  /** The route that reads from it; empty for what is sent to. */
  readonly route: string
  readonly direction: 'source' | 'sink'
  /** The address, without options and secrets. */
  readonly endpoint: string
  /** `closed`: it is no longer used. */
  readonly state: ConnectionState | 'closed'
  /** Why it is not connected, where that is known. */
  readonly cause?: string
}

/** Changed files were read, on the channel `kafila.reload`. Where one of the diagnostics is an error, nothing has changed. */
export interface ReloadEvent {
  readonly runtime: string
  readonly diagnostics: readonly Diagnostic[]
  /** Ids of routes. */
  readonly started: readonly string[]
  readonly stopped: readonly string[]
  readonly kept: readonly string[]
}

/** The channels of events that are rare; what is told is made only where somebody has subscribed. */
export const events = {
  runtime: channel('kafila.runtime') as EventChannel<RuntimeEvent>,
  route: channel('kafila.route') as EventChannel<RouteEvent>,
  connection: channel('kafila.connection') as EventChannel<ConnectionEvent>,
  reload: channel('kafila.reload') as EventChannel<ReloadEvent>,
}

/** A channel of one kind of events. */
export type EventChannel<T> = Channel & { readonly told?: T }

/** Tells an event to whoever has subscribed. */
export function tell<T>(to: EventChannel<T>, event: () => T): void {
  if (to.hasSubscribers) to.publish(event())
}
