import type { Clock } from '../../src/core/clock.ts'
import type { Services } from '../../src/core/services.ts'
import type { RouteControl } from '../../src/kit/index.ts'
import { routeStats, stateOf } from './stats.ts'

export type Action = 'start' | 'stop' | 'fail' | 'suspend' | 'resume' | 'restart' | 'status' | 'stats'

/** How long a stop waits for messages in flight, as Camel's shutdown does. */
const STOP_MS = 45_000

/** Runs an action on a route; `status` gives its state, `stats` its counts, the others nothing. */
export async function runAction(
  action: Action,
  route: RouteControl,
  restartDelay: number,
  { clock, redeliveries }: Services,
): Promise<string | undefined> {
  switch (action) {
    case 'start':
      return void (await route.start())
    case 'stop':
    case 'fail':
      return void (await route.stop(AbortSignal.timeout(STOP_MS)))
    case 'suspend':
      return void (await route.suspend())
    case 'resume':
      return void (await route.resume())
    case 'restart':
      return void (await restart(route, restartDelay, clock))
    case 'stats':
      return routeStats(route, redeliveries)
    default:
      return stateOf(route)
  }
}

async function restart(route: RouteControl, delay: number, clock: Clock): Promise<void> {
  await route.stop(AbortSignal.timeout(STOP_MS))
  if (delay > 0) await clock.sleep(delay)
  await route.start()
}
