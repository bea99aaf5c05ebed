import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { type Running, startCommand } from '../e2e/command.ts'
import { until } from '../helpers/run-routes.ts'

/** Runs the `route.yaml` of a folder by the command, until it says that it has started; killed when the test ends. */
export async function startedRoute(folder: string): Promise<Running> {
  const running = startCommand(['run', 'route.yaml'], { cwd: folder })
  onTestFinished(() => void running.child.kill('SIGKILL'))
  await running.shows('started')
  return running
}

/** The files `m0`, `m1` … that a route has written into the folder `out` beside it. */
export function writtenFiles(folder: string): string[] {
  try {
    return readdirSync(join(folder, 'out')).filter(name => /^m\d+$/.test(name))
  } catch {
    return []
  }
}

/** Kills the route in a folder (SIGKILL) whenever so many files are there, starts it again at once, and stops it in good order when all are. */
export async function killAgainAndAgain(
  folder: string,
  { points, all, sending }: { readonly points: readonly number[]; readonly all: number; sending(): Promise<void> },
): Promise<void> {
  let running = await startedRoute(folder)
  const sent = sending()
  for (const many of points) {
    await until(() => writtenFiles(folder).length >= many)
    running.child.kill('SIGKILL')
    await running.ended
    running = await startedRoute(folder)
  }
  await sent
  await until(() => writtenFiles(folder).length >= all)
  running.child.kill('SIGTERM')
  await running.ended
}
