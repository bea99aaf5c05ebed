import { setTimeout as pause } from 'node:timers/promises'
import type { Ends } from './route.ts'

/** What is done to a run, again and again while messages flow. */
export interface Fault {
  /** As the table tells it. */
  readonly title: string
  strike(): Promise<void>
}

export const FAULTS = ['kill', 'restart', 'hole'] as const
export type FaultName = (typeof FAULTS)[number]

export interface Command {
  kill(): Promise<void>
  start(): void
}

/**
 * The fault of a name for these ends; `undefined` where neither of them can have it: a folder has no broker, and the way to a service is
 * only broken where its driver has put something before it.
 */
export function faultOf(name: FaultName, ends: Ends, command: Command, random: () => number): Fault | undefined {
  if (name === 'kill') return killed(command)
  return name === 'restart' ? restarted(ends, random) : cutOff(ends, random)
}

function killed(command: Command): Fault {
  return {
    title: 'kill -9',
    async strike() {
      await command.kill()
      command.start()
    },
  }
}

/** The service of one end, by turns, dies by SIGKILL and is back up to a second later; the command stays. */
function restarted(ends: Ends, random: () => number): Fault | undefined {
  const services = both(ends).flatMap(({ service }) => service ?? [])
  let turn = 0
  return services.length === 0
    ? undefined
    : {
        title: 'services killed',
        async strike() {
          const service = services[turn++ % services.length]!
          await service.down()
          await pause(random() * 1000)
          await service.up()
        },
      }
}

/** The way to one end, by turns, swallows all bytes for up to three seconds and closes nothing. */
function cutOff(ends: Ends, random: () => number): Fault | undefined {
  const ways = both(ends).flatMap(({ network }) => network ?? [])
  let turn = 0
  return ways.length === 0
    ? undefined
    : {
        title: 'network cut',
        async strike() {
          const way = ways[turn++ % ways.length]!
          await way.blackhole()
          await pause(1000 + random() * 2000)
          await way.heal()
        },
      }
}

function both({ source, sink }: Ends) {
  return [...new Set([source.driver, sink.driver])]
}
