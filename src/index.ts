import { type GivenPlugIn, plugInCatalog } from './catalog/plug-in-catalog.ts'
import type { Diagnostic } from './core/diagnostic.ts'
import { Kafila } from './runtime/kafila.ts'
import type { KafilaOptions } from './runtime/options.ts'
import { validateWith } from './runtime/validate.ts'

/** What a runtime is made of. */
export interface CreateOptions extends KafilaOptions {
  /** Connectors, EIPs, languages, data formats and bean types of one's own, beside those of the catalog. */
  readonly plugIns?: readonly GivenPlugIn[]
}

/**
 * Makes a runtime from route files: read, checked and built, but not started. Rejects with `KF_ROUTE_FILES` and all diagnostics where something
 * is wrong, with `KF_CLI_PLUG_IN` where a plug-in cannot be used.
 */
export async function createKafila(options: CreateOptions = {}): Promise<Kafila> {
  const kafila = new Kafila({ ...options, catalog: plugInCatalog(options) })
  await kafila.load()
  return kafila
}

/** Everything that is wrong with route files, errors and warnings, in the order of the files; opens nothing and never rejects because of what a file says. */
export async function validateRoutes(options: CreateOptions): Promise<readonly Diagnostic[]> {
  return validateWith({ ...options, catalog: plugInCatalog(options) })
}

export { type ArrivalListener, MockEndpoint, Mocks, mocks } from '../connectors/mock/mocks.ts'
export { builtIn, builtInCatalog, makeCatalog } from './catalog/index.ts'
export type { GivenPlugIn } from './catalog/plug-in-catalog.ts'
export { convert, isTrue, toText } from './converters/index.ts'
export { type Clock, systemClock } from './core/clock.ts'
export type { Diagnostic, Position } from './core/diagnostic.ts'
export { errors, isKafilaError, KafilaError } from './core/errors.ts'
export {
  type ConnectionEvent,
  type EventChannel,
  events,
  type ReloadEvent,
  type RouteEvent,
  type RuntimeEvent,
} from './core/events.ts'
export { causeChain, exceptionMessage, exceptionType } from './core/exceptions.ts'
export { Exchange } from './core/exchange.ts'
export type { Outcome } from './core/outcome.ts'
export type { Logger, LogLevel, LogRecord, Services } from './core/services.ts'
export { isByteSource, StreamBody } from './core/stream-body.ts'
export { Double } from './core/values.ts'
export * from './dsl/index.ts'
export { type Sample, type TapOptions, tap } from './observe/tap.ts'
export { type ExchangeEvent, exchangeChannels, type StepEvent, stepChannels, traceExchanges } from './observe/trace.ts'
export { Kafila } from './runtime/kafila.ts'
export { consoleLogger } from './runtime/logger.ts'
export type { KafilaOptions, MessageInput, RouteSource } from './runtime/options.ts'
