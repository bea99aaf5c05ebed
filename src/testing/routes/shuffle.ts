import type { VirtualClock } from './virtual-clock.ts'

/** Chance that a seed gives again: numbers from 0 to below 1 (mulberry32). */
export type Chance = () => number

export function chanceOf(seed: number): Chance {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** So many turns of the event loop without anybody new who waits: all that were to come at the same time are there. */
const QUIET_TURNS = 5
/** How many others one that waits may let pass, about. */
const REACH = 4

/**
 * Lets those that wait at the same time go on one after the other, in an order that chance gives, however long anything took before: nothing is
 * decided before all of them are there.
 */
export class Shuffle {
  private readonly chance: Chance
  private readonly clock: VirtualClock
  private readonly waiting: { readonly rank: number; readonly go: () => void }[] = []
  private arrivals = 0
  private last = 0
  private isRunning = false

  constructor(chance: Chance, clock: VirtualClock) {
    this.chance = chance
    this.clock = clock
  }

  turn(): Promise<void> {
    return new Promise(go => {
      this.waiting.push({ rank: this.last + this.chance() * REACH, go })
      this.arrivals += 1
      if (!this.isRunning) void this.run()
    })
  }

  private async run(): Promise<void> {
    this.isRunning = true
    while (this.waiting.length > 0) {
      await this.quiet()
      const next = this.waiting.reduce((first, each) => (each.rank < first.rank ? each : first))
      this.waiting.splice(this.waiting.indexOf(next), 1)
      this.last = next.rank
      // something goes on: nobody takes the test to be at rest
      this.clock.asked += 1
      next.go()
    }
    this.isRunning = false
  }

  private async quiet(): Promise<void> {
    let seen = this.arrivals
    for (let turns = 0; turns < QUIET_TURNS; turns++) {
      await new Promise(resolve => setImmediate(resolve))
      if (seen === this.arrivals) continue
      seen = this.arrivals
      turns = 0
    }
  }
}
