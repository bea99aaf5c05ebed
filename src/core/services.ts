import type { Clock } from './clock.ts'
import type { Gathering } from './gathering.ts'
import type { MainOptions } from './main-options.ts'

export type LogLevel = 'TRACE' | 'DEBUG' | 'INFO' | 'WARN' | 'ERROR' | 'OFF'

/** One line for the log; `logger` is Camel's logger name (the route id where a route does not say). */
export interface LogRecord {
  readonly level: LogLevel
  readonly logger: string
  readonly message: string
  readonly marker?: string
  readonly error?: unknown
  /** Written by a `log` step or a `log:` endpoint, not by the runtime. */
  readonly fromRoute?: boolean
}

/** Takes log records; `enabled` lets a step skip making text that nobody writes. */
export interface Logger {
  enabled(level: LogLevel, logger: string): boolean
  write(record: LogRecord): void
}

/** What a runtime offers to everything that runs in it. One per runtime: two runtimes in a process share nothing. */
export interface Services {
  /** The name of the runtime (Camel's context name), `camel-1` unless given. */
  readonly name: string
  /** What the application properties say of the whole runtime. */
  readonly main: MainOptions
  readonly clock: Clock
  readonly log: Logger
  /** Variables of the `global:` repository, and of `route:ID:`; by name. */
  readonly globals: Map<string, unknown>
  routeVariables(routeId: string): Map<string, unknown>
  /** The groups of routes that have one, by the id of the route. */
  readonly routeGroups: Map<string, string>
  /** The ids of the routes without stream caching. */
  readonly uncachedRoutes: Set<string>
  /** How often steps were tried again, by the id of the route. */
  readonly redeliveries: Map<string, number>
  /** A bean of the registry, or `undefined`. */
  bean(name: string): unknown
  /** All beans of the registry that are made so far. */
  beans(): Iterable<unknown>
  /** An application property with its placeholders resolved, or `undefined`. */
  property(name: string): string | undefined
  /** Whether messages are kept as they came in; a route that uses original messages switches it on when it is built. */
  readonly originals: { kept: boolean }
  /** What sends of this runtime are put off to be done together. */
  readonly gathering: Gathering
  /** The folder that relative resources (`file:`, `classpath:`) are looked up in. */
  readonly directory: string
}
