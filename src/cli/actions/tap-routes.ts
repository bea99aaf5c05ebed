import { existsSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { errors } from '../../core/errors.ts'
import { nearestName } from '../../core/nearest.ts'
import { compilePattern } from '../../core/pattern.ts'
import type { TapLine } from '../../observe/admin-server.ts'
import type { Sample } from '../../observe/tap.ts'
import { ask, findProcess, type RunningProcess } from '../admin-client.ts'
import { type CommandInput, EXIT, type Io } from '../command.ts'
import { catalogHere } from '../plug-ins.ts'
import { untilInterrupted } from '../until-interrupted.ts'
import { sampleText } from './sample-text.ts'
import { canBeGiven, testOfSamples } from './test-of-samples.ts'

interface TapOptions {
  readonly process?: string
  readonly perSecond: string
  readonly limit?: string
  readonly asTest?: string
  readonly json?: boolean
}

/** So much of a body can stand in a test. */
const MOST_IN_TEST = 100_000

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
  const samples: Sample[] = []
  const signal = untilInterrupted()
  const most = options.asTest === undefined ? {} : { most: MOST_IN_TEST }
  for await (const sample of ask<TapLine>(found.path, { ask: 'tap', ...places, perSecond, ...most }, signal)) {
    if ('dropped' in sample) {
      io.err(`${sample.dropped} samples were dropped: this end was too slow\n`)
      continue
    }
    samples.push(sample)
    io.out(options.json ? `${JSON.stringify(sample)}\n` : sampleText(sample))
    if (samples.length >= limit) break
  }
  if (options.asTest !== undefined) await keepTest(samples, options.asTest, found, io)
  return signal.aborted || samples.length >= limit ? EXIT.ok : ended(io)
}

/** Routes that are meant; where none is called so, steps of any route. `KF_CLI_USAGE` where there is neither. */
function placesOf(pattern: string, { routes, steps }: RunningProcess): { readonly routes: string; readonly steps?: string } {
  const isMeant = compilePattern(pattern)
  if (routes.some(isMeant)) return { routes: pattern }
  if (steps.some(isMeant)) return { routes: '*', steps: pattern }
  const nearest = nearestName(pattern, [...routes, ...steps])
  const hint = nearest === undefined ? `routes: ${routes.join(', ')}` : `did you mean ${nearest}?`
  throw errors.KF_CLI_USAGE({ reason: `no route or step is called ${pattern}; ${hint}` })
}

function ended(io: Io): number {
  io.err('the process has ended\n')
  return EXIT.failed
}

async function keepTest(samples: readonly Sample[], file: string, { files, folder }: RunningProcess, io: Io): Promise<void> {
  const usable = samples.filter(canBeGiven)
  const others = samples.length - usable.length
  if (others > 0) io.err(`${others} of ${samples.length} are left out: a body of bytes, a stream or more than ${MOST_IN_TEST} characters\n`)
  if (usable.length === 0) return io.err('no test was written\n')
  const { connectors } = await catalogHere(folder)
  const leadsOut = (uri: string) => connectors.get(/^[^:]*/.exec(uri)![0])?.inMemory !== true
  writeFileSync(resolve(io.cwd, file), testOfSamples(usable, files, leadsOut))
  io.err(`${file}: ${usable.length} ${usable.length === 1 ? 'test' : 'tests'} written\n`)
}
