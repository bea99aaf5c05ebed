import { hasSubscribers } from 'node:diagnostics_channel'
import { systemClock } from '../../core/clock.ts'
import { exceptionMessage } from '../../core/exceptions.ts'
import { monotonicMs } from '../../core/monotonic.ts'
import type { LogLevel } from '../../core/services.ts'
import type { AdminServer } from '../../observe/admin-server.ts'
import type { Observer } from '../../observe/observer.ts'
import { Kafila } from '../../runtime/kafila.ts'
import { consoleLogger } from '../../runtime/logger.ts'
import { type CommandInput, EXIT, envelope, type Io } from '../command.ts'
import { diagnosticsOf } from '../commands/validate.ts'
import { type InputOptions, type Inputs, readInputs, sourcesOf } from '../files.ts'
import { countText, diagnosticsText } from '../print-diagnostics.ts'
import { isInPod, leaveTerminationMessage } from '../termination-message.ts'
import { banner } from './banner.ts'
import { observeAddress } from './observe-address.ts'
import { type AwaitedEnd, awaitEnd, runLimits, shutdownSeconds } from './run-limits.ts'

interface RunOptions extends InputOptions {
  readonly dev?: boolean
  readonly reload?: boolean
  readonly port?: string
  readonly observe?: string
  readonly admin?: boolean
  readonly shutdownSeconds?: string
  readonly lingerSeconds?: string
  readonly logLevel: LogLevel
  readonly name?: string
  readonly json?: boolean
  readonly maxMessages?: string
  readonly maxSeconds?: string
  readonly maxIdleSeconds?: string
}

/** Runs routes until a limit or a signal; gives the exit code. */
export async function runRoutes({ arguments: paths, options: given }: CommandInput, io: Io): Promise<number> {
  const started = monotonicMs()
  const options = given as unknown as RunOptions
  const inputs = await readInputs(paths, options, io)
  const kafila = makeRuntime(inputs, options, io)
  // probes see the start and the stop, too
  const observer = await openObserver(kafila, options, io)
  let awaited: AwaitedEnd | undefined
  try {
    await kafila.load()
    awaited = awaitEnd(kafila, runLimits(kafila, options))
    await traceWhereWanted(kafila)
    await kafila.start()
  } catch (error) {
    awaited?.cancel()
    await kafila.stop({ timeoutMs: 1000 }).catch(() => undefined)
    await observer?.close()
    return startFailed(error, inputs, options, io)
  }
  for (const warning of kafila.diagnostics) io.err(diagnosticsText([warning], sourcesOf(inputs), io.colors))
  if (!options.json) io.err(banner(kafila, monotonicMs() - started, io.colors))
  const stopWatching = await watchFiles(kafila, options, inputs, paths, io)
  const closeAdmin = options.admin === false ? async () => undefined : openAdminLater(kafila, io)
  const end = await awaited.end
  await stopWatching()
  await closeAdmin()
  const code = await stop(kafila, options, end, io)
  await observer?.close()
  return end === 'limit' ? codeOfRun(awaited.failures(), code, io) : code
}

/** Whoever runs it to an end wants to know whether its work was done: a Job tries again. */
function codeOfRun(failures: number, code: number, io: Io): number {
  if (failures === 0) return code
  const text = `${failures} ${failures === 1 ? 'message' : 'messages'} failed\n`
  io.err(text)
  leaveTerminationMessage(text, io)
  return EXIT.failed
}

function makeRuntime(inputs: Inputs, options: RunOptions, io: Io): Kafila {
  return new Kafila({
    routes: inputs.routes,
    properties: inputs.properties,
    propertyFiles: inputs.propertyFiles,
    overrides: { ...inputs.overrides, ...(options.port && { 'camel.server.port': options.port }) },
    directory: inputs.directory,
    logger: consoleLogger({ level: options.logLevel, json: options.json ?? false, write: line => io.err(`${line}\n`) }),
    catalog: inputs.catalog,
    env: io.env,
    ...(options.name && { name: options.name }),
  })
}

async function openObserver(kafila: Kafila, { observe }: RunOptions, io: Io): Promise<Observer | undefined> {
  if (observe === undefined) return undefined
  const { startObserver } = await import('../../observe/observer.ts')
  const observer = await startObserver(kafila, observeAddress(observe))
  io.err(`  health and metrics: ${observer.url}\n`)
  return observer
}

const TRACED = ['exchange', 'step'].flatMap(what =>
  ['start', 'end', 'asyncStart', 'asyncEnd', 'error'].map(kind => `tracing:kafila.${what}:${kind}`),
)

/** A tracer subscribes before the start: a module of `node --import`. */
async function traceWhereWanted(kafila: Kafila): Promise<void> {
  if (!TRACED.some(hasSubscribers)) return
  const { traceExchanges } = await import('../../observe/trace.ts')
  traceExchanges(kafila)
}

/** Nobody looks at a run that ends at once: what it costs is paid when the routes have run for a while. */
const ADMIN_AFTER_MS = 250

/** Opens the socket for kafila top and kafila tap; gives what closes it. */
function openAdminLater(kafila: Kafila, io: Io): () => Promise<void> {
  let opened: Promise<AdminServer | undefined> | undefined
  const open = async () => {
    const { startAdminServer } = await import('../../observe/admin-server.ts')
    return startAdminServer(kafila, io.env)
  }
  const failed = (error: unknown) => {
    kafila.services.log.write({ level: 'WARN', logger: 'kafila.admin', message: exceptionMessage(error) })
    return undefined
  }
  const timer = setTimeout(() => {
    opened = open().catch(failed)
  }, ADMIN_AFTER_MS).unref()
  return async () => {
    clearTimeout(timer)
    await (await opened)?.close()
  }
}

/** Gives what ends the watching, where there is any. */
async function watchFiles(
  kafila: Kafila,
  options: RunOptions,
  inputs: Inputs,
  paths: readonly string[],
  io: Io,
): Promise<() => Promise<void>> {
  if (!options.dev && !options.reload) return async () => undefined
  const { watchRoutes } = await import('./watch-routes.ts')
  return watchRoutes(kafila, inputs, paths, options, io)
}

function startFailed(error: unknown, inputs: Inputs, options: RunOptions, io: Io): number {
  const diagnostics = diagnosticsOf(error)
  if (diagnostics === undefined) throw error
  const summary = countText(diagnostics)
  if (options.json) io.out(envelope('run', false, summary, null, { code: 'KF_ROUTE_FILES', diagnostics }))
  else io.err(`${diagnosticsText(diagnostics, sourcesOf(inputs), io.colors)}\n${summary}: nothing was started\n`)
  leaveTerminationMessage(diagnosticsText(diagnostics, sourcesOf(inputs), false), io)
  return EXIT.invalid
}

async function stop(kafila: Kafila, options: RunOptions, end: 'limit' | NodeJS.Signals, io: Io): Promise<number> {
  const seconds = shutdownSeconds(kafila, options.shutdownSeconds)
  const forced = secondSignal()
  if (end !== 'limit') io.err(`${end}: stopping, up to ${seconds} s for ${kafila.inFlight} in flight; once more to end at once\n`)
  const graceful = async () => {
    if (end === 'SIGTERM') await linger(kafila, options, io)
    return stopGracefully(kafila, seconds, io)
  }
  const code = await Promise.race([graceful(), forced])
  if (code === EXIT.interrupted || code === EXIT.terminated) process.exit(code)
  return code
}

/** Seconds in which all proxies of a cluster have noticed that a pod takes no more requests. */
const LINGER_IN_POD = 3

/** Whoever balances requests learns of a stop only after it has begun: until then they are served. */
async function linger(kafila: Kafila, { lingerSeconds }: RunOptions, io: Io): Promise<void> {
  const seconds = Number(lingerSeconds ?? (isInPod(io.env) ? LINGER_IN_POD : 0))
  if (seconds > 0 && kafila.leave()) await systemClock.sleep(seconds * 1000)
}

async function stopGracefully(kafila: Kafila, seconds: number, io: Io): Promise<number> {
  await kafila.stop({ timeoutMs: seconds * 1000 })
  if (kafila.inFlight === 0) return EXIT.ok
  const text = `${kafila.inFlight} messages were still in flight at the deadline; they are not acknowledged\n`
  io.err(text)
  leaveTerminationMessage(text, io)
  return EXIT.failed
}

/** Resolves with the exit code of a signal that comes while the runtime stops. */
function secondSignal(): Promise<number> {
  return new Promise(resolve => {
    process.once('SIGINT', () => resolve(EXIT.interrupted))
    process.once('SIGTERM', () => resolve(EXIT.terminated))
  })
}
