import { expect, test } from 'vitest'
import { Scheduler } from '../../src/runtime/scheduler.ts'

/** Asks for turns while each item takes `ms`; gives how many items passed before each pause. */
async function itemsBetweenPauses(ms: number, items: number): Promise<number[]> {
  let now = 1000
  const scheduler = new Scheduler(() => now)
  const between: number[] = []
  let count = 0
  for (let i = 0; i < items; i++) {
    now += ms
    count += 1
    const pause = scheduler.turn()
    if (pause === undefined) continue
    between.push(count)
    count = 0
    await pause
  }
  return between
}

test('quick items run together for a millisecond, then the event loop has its turn', async () => {
  const between = await itemsBetweenPauses(0.001, 20_000)
  expect(between.length).toBeGreaterThan(15)
  expect(Math.max(...between.slice(1))).toBeLessThanOrEqual(1100)
})

test('slow items do not add up: the clock is looked at after each of them', async () => {
  const between = await itemsBetweenPauses(0.6, 100)
  expect(Math.max(...between)).toBeLessThanOrEqual(3)
})

test('many that ask within one slice wait for the same turn of the event loop', async () => {
  let now = 1000
  const scheduler = new Scheduler(() => (now += 0.6))
  const pauses = Array.from({ length: 10 }, () => scheduler.turn()).filter(pause => pause !== undefined)
  expect(new Set(pauses).size).toBe(1)
  await pauses[0]
})
