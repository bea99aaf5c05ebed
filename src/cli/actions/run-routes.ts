import { errors } from '../../core/errors.ts'
import { monotonicMs } from '../../core/monotonic.ts'
import type { LogLevel } from '../../core/services.ts'
import { Kafila } from '../../runtime/kafila.ts'
import { consoleLogger } from '../../runtime/logger.ts'
import { type CommandInput, EXIT, envelope, type Io } from '../command.ts'
import { diagnosticsOf } from '../commands/validate.ts'
import { type InputOptions, type Inputs, readInputs } from '../files.ts'
import { countText, diagnosticsText } from '../print-diagnostics.ts'
import { banner } from './banner.ts'
import { type AwaitedEnd, awaitEnd, runLimits } from './run-limits.ts'

interface RunOptions extends InputOptions {
  readonly dev?: boolean
  readonly port?: string
  readonly observe?: string
  readonly shutdownSeconds: string
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
  let awaited: AwaitedEnd | undefined
  try {
    await kafila.load()
    awaited = awaitEnd(kafila, runLimits(kafila, options))
    await kafila.start()
  } catch (error) {
    awaited?.cancel()
    await kafila.stop({ timeoutMs: 1000 }).catch(() => undefined)
    return startFailed(error, inputs, options, io)
  }
  for (const warning of kafila.diagnostics) io.err(diagnosticsText([warning], inputs.routes, io.colors))
  if (!options.json) io.err(banner(kafila, monotonicMs() - started, io.colors))
  const closers = await startExtras(kafila, options, inputs, paths, io)
  const end = await awaited.end
  for (const close of closers) await close()
  return stop(kafila, Number(options.shutdownSeconds), end, io)
}

function makeRuntime(inputs: Inputs, options: RunOptions, io: Io): Kafila {
  return new Kafila({
    routes: inputs.routes,
    properties: inputs.properties,
    overrides: { ...inputs.overrides, ...(options.port && { 'camel.server.port': options.port }) },
    directory: inputs.directory,
    logger: consoleLogger({ level: options.logLevel, json: options.json ?? false, write: line => io.err(`${line}\n`) }),
    catalog: inputs.catalog,
    env: io.env,
    ...(options.name && { name: options.name }),
  })
}

async function startExtras(
  kafila: Kafila,
  options: RunOptions,
  inputs: Inputs,
  paths: readonly string[],
  io: Io,
): Promise<(() => Promise<void>)[]> {
  const closers: (() => Promise<void>)[] = []
  if (options.observe !== undefined) {
    const { startObserver } = await import('../../observe/observer.ts')
    const observer = await startObserver(kafila, observerAddress(options.observe))
    io.err(`  health and metrics: ${observer.url}\n`)
    closers.push(() => observer.close())
  }
  if (options.dev) {
    const { watchRoutes } = await import('./watch-routes.ts')
    closers.push(await watchRoutes(kafila, inputs, paths, options, io))
  }
  return closers
}

/** `port`, or `host:port`, for a pod whose probes come from without. */
function observerAddress(given: string): { readonly port: number; readonly host?: string } {
  const [, host, port] = /^(?:(.+):)?(\d{1,5})$/.exec(given) ?? []
  if (port === undefined) throw errors.KF_CLI_USAGE({ reason: `--observe takes a port or host:port, not ${JSON.stringify(given)}` })
  return { port: Number(port), ...(host !== undefined && { host }) }
}

function startFailed(error: unknown, inputs: Inputs, options: RunOptions, io: Io): number {
  const diagnostics = diagnosticsOf(error)
  if (diagnostics === undefined) throw error
  const summary = countText(diagnostics)
  if (options.json) io.out(envelope('run', false, summary, null, { code: 'KF_ROUTE_FILES', diagnostics }))
  else io.err(`${diagnosticsText(diagnostics, inputs.routes, io.colors)}\n${summary}: nothing was started\n`)
  return EXIT.invalid
}

async function stop(kafila: Kafila, seconds: number, end: 'limit' | NodeJS.Signals, io: Io): Promise<number> {
  const forced = secondSignal()
  if (end !== 'limit') io.err(`${end}: stopping, up to ${seconds} s for ${kafila.inFlight} in flight; once more to end at once\n`)
  const code = await Promise.race([stopGracefully(kafila, seconds, io), forced])
  if (code === EXIT.interrupted || code === EXIT.terminated) process.exit(code)
  return code
}

async function stopGracefully(kafila: Kafila, seconds: number, io: Io): Promise<number> {
  await kafila.stop({ timeoutMs: seconds * 1000 })
  if (kafila.inFlight === 0) return EXIT.ok
  io.err(`${kafila.inFlight} messages were still in flight at the deadline; they are not acknowledged\n`)
  return EXIT.failed
}

/** Resolves with the exit code of a signal that comes while the runtime stops. */
function secondSignal(): Promise<number> {
  return new Promise(resolve => {
    process.once('SIGINT', () => resolve(EXIT.interrupted))
    process.once('SIGTERM', () => resolve(EXIT.terminated))
  })
}
