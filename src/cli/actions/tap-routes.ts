import { existsSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { errors } from '../../core/errors.ts'
import { compilePattern } from '../../core/pattern.ts'
import type { Sample } from '../../observe/tap.ts'
import { ask, findProcess, type RunningProcess } from '../admin-client.ts'
import { type CommandInput, EXIT, type Io } from '../command.ts'
import { catalogHere } from '../plug-ins.ts'
import { untilInterrupted } from '../until-interrupted.ts'
import { sampleText } from './sample-text.ts'
import { testOfSamples } from './test-of-samples.ts'

interface TapOptions {
  readonly process?: string
  readonly perSecond: string
  readonly limit?: string
  readonly asTest?: string
  readonly json?: boolean
}

type Told = Sample & { readonly dropped?: number }

/** Shows exchanges of a running process as they pass; gives the exit code. */
export async function tapRoutes({ arguments: [pattern = '*'], options: given }: CommandInput, io: Io): Promise<number> {
  const options = given as unknown as TapOptions
  const perSecond = Number(options.perSecond)
  if (!(perSecond > 0 && perSecond <= 1000)) throw errors.KF_CLI_USAGE({ reason: '--per-second is a number up to 1000' })
  const limit = Number(options.limit ?? (options.asTest === undefined ? Number.POSITIVE_INFINITY : 5))
  if (!(limit > 0)) throw errors.KF_CLI_USAGE({ reason: `--limit is a number from 1 on, not ${options.limit}` })
  if (options.asTest !== undefined && existsSync(resolve(io.cwd, options.asTest))) throw errors.KF_CLI_EXISTS({ path: options.asTest })
  const found = await findProcess(options.process, io)
  const places = placesOf(pattern, found)
  if (places.steps !== undefined && options.asTest !== undefined)
    throw errors.KF_CLI_USAGE({ reason: `--as-test makes tests of what comes into routes, and none is called ${pattern}` })
  if (places.steps !== undefined)
    io.err(`no route is called ${pattern}: waiting for steps of that name (routes: ${found.routes.join(', ')})\n`)
  const samples: Sample[] = []
  const signal = untilInterrupted()
  for await (const { dropped, ...sample } of ask<Told>(found.path, { ask: 'tap', ...places, perSecond }, signal)) {
    samples.push(sample)
    if (dropped !== undefined) io.err(`${dropped} samples were dropped: this end was too slow\n`)
    io.out(options.json ? `${JSON.stringify(sample)}\n` : sampleText(sample))
    if (samples.length >= limit) break
  }
  if (options.asTest !== undefined) await keepTest(samples, options.asTest, found, io)
  return signal.aborted || samples.length >= limit ? EXIT.ok : ended(io)
}

/** Routes that are meant; where none is called so, steps of any route. */
function placesOf(pattern: string, { routes }: RunningProcess): { readonly routes: string; readonly steps?: string } {
  return routes.some(compilePattern(pattern)) ? { routes: pattern } : { routes: '*', steps: pattern }
}

function ended(io: Io): number {
  io.err('the process has ended\n')
  return EXIT.failed
}

async function keepTest(samples: readonly Sample[], file: string, { files, folder }: RunningProcess, io: Io): Promise<void> {
  if (samples.length === 0) return io.err('nothing came by: no test was written\n')
  const { connectors } = await catalogHere(folder)
  const leadsOut = (uri: string) => connectors.get(/^[^:]*/.exec(uri)![0])?.inMemory !== true
  writeFileSync(resolve(io.cwd, file), testOfSamples(samples, files, leadsOut))
  io.err(`${file}: ${samples.length} ${samples.length === 1 ? 'test' : 'tests'} written\n`)
}
