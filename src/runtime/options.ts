import type { Clock } from '../core/clock.ts'
import type { Logger } from '../core/services.ts'
import type { Catalog } from '../kit/catalog.ts'
import type { RouteDocument } from '../model/route-document.ts'
import type { StandIns } from './stand-ins.ts'

/** A route file as text; `file` is the name in diagnostics and the folder that relative resources are looked up from. */
export interface RouteSource {
  readonly file: string
  readonly text: string
  /** What a program made in place of the text, which is then the program's. */
  readonly document?: RouteDocument
}

/** Finds the text of a Kamelet (YAML or JSON) by its name. */
export type KameletFinder = (name: string) => RouteSource | undefined

export interface KafilaOptions {
  readonly routes?: readonly RouteSource[]
  /** Where Kamelets are found that are neither among the files nor in the folders of `camel.component.kamelet.location`. */
  readonly kamelets?: KameletFinder
  /** Application properties: what `{{key}}` stands for. */
  readonly properties?: Readonly<Record<string, string>>
  /** The files that the properties were read from, those that win last: diagnostics then name the place. */
  readonly propertyFiles?: readonly RouteSource[]
  /** Application properties that also win over the environment: those of a command line. */
  readonly overrides?: Readonly<Record<string, string>>
  /** Objects and functions that routes refer to by name. */
  readonly beans?: Readonly<Record<string, unknown>>
  /** Camel's context name; default `camel-1`. */
  readonly name?: string
  readonly clock?: Clock
  readonly logger?: Logger
  /** Other declarations than the built-in ones. */
  readonly catalog?: Catalog
  /** Where relative resources are looked up; default: the working directory. */
  readonly directory?: string
  /** `generated` (default) or `reference`: both give the same results. */
  readonly engine?: 'generated' | 'reference'
  /** Whether to warn of what Apache Camel does not have (`validate --camel`). */
  readonly camel?: boolean
  /** How many exchanges of a route may be in flight; default 256. */
  readonly maxInFlight?: number
  /** Environment for `{{env:NAME}}`; default `process.env`. */
  readonly env?: Readonly<Record<string, string | undefined>>
  /**
   * Whether routes of `platform-http:` and `rest:` have a server of their own (default). With `false` no port is opened: the program hands
   * requests to `Kafila.handler` or `Kafila.fetch`.
   */
  readonly httpServer?: boolean
  /** What works in place of endpoints and steps: for tests of routes. */
  readonly standIns?: StandIns
}

/** A message to send. */
export interface MessageInput {
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, unknown>>
  readonly properties?: Readonly<Record<string, unknown>>
  readonly variables?: Readonly<Record<string, unknown>>
}
