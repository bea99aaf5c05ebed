import { errors } from '../../core/errors.ts'
import type { RuntimeFigures } from '../../observe/runtime-figures.ts'
import { ask, findProcess } from '../admin-client.ts'
import { type CommandInput, EXIT, type Io } from '../command.ts'
import { untilInterrupted } from '../until-interrupted.ts'
import { routeRates, topTable } from './top-table.ts'

interface TopOptions {
  readonly process?: string
  readonly interval: string
  readonly count?: string
  readonly json?: boolean
}

/** Shows what the routes of a running process do, again and again; gives the exit code. */
export async function topRoutes({ options: given }: CommandInput, io: Io): Promise<number> {
  const options = given as unknown as TopOptions
  const everyMs = Number(options.interval) * 1000
  if (!(everyMs >= 100)) throw errors.KF_CLI_USAGE({ reason: `--interval is a number of seconds from 0.1 on, not ${options.interval}` })
  const { path } = await findProcess(options.process, io)
  const signal = untilInterrupted()
  let before: RuntimeFigures | undefined
  let shown = 0
  for await (const now of ask<RuntimeFigures>(path, { ask: 'figures', everyMs }, signal)) {
    // rates need two moments
    if (before !== undefined) {
      io.out(show(now, before, options, io))
      shown += 1
    }
    if (options.count !== undefined && shown >= Number(options.count)) return EXIT.ok
    before = now
  }
  if (signal.aborted) return EXIT.ok
  io.err('the process has ended\n')
  return EXIT.failed
}

function show(now: RuntimeFigures, before: RuntimeFigures, { json }: TopOptions, io: Io): string {
  if (json) return `${JSON.stringify({ name: now.name, pid: now.pid, rss: now.rss, routes: routeRates(now, before) })}\n`
  // the terminal is written anew
  return `${io.colors ? '\u001b[2J\u001b[H' : ''}${topTable(now, before)}${io.colors ? '' : '\n'}`
}
