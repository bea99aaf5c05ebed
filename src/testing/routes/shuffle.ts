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

/** Waits for a few turns of the event loop, so that what goes on beside it may come first. */
export async function someTurns(chance: Chance): Promise<void> {
  for (let turns = Math.floor(chance() * 4); turns > 0; turns--) await new Promise(resolve => setImmediate(resolve))
}
