import { expect, test } from 'vitest'
import { InFlight } from '../../src/runtime/in-flight.ts'

test('work beyond the bound waits for a slot, in order', async () => {
  const inFlight = new InFlight(1)
  const order: string[] = []
  expect(inFlight.enter()).toBeUndefined()
  const second = inFlight.enter()!.then(() => order.push('second'))
  const third = inFlight.enter()!.then(() => order.push('third'))
  expect([inFlight.current, inFlight.queued]).toEqual([1, 2])
  inFlight.leave()
  await second
  expect([inFlight.current, inFlight.queued, order]).toEqual([1, 1, ['second']])
  inFlight.leave()
  await third
  inFlight.leave()
  expect([inFlight.entered, inFlight.left, inFlight.current, order]).toEqual([3, 3, 0, ['second', 'third']])
})

test('what must not wait is counted beyond the bound, and keeps others out', () => {
  const inFlight = new InFlight(1)
  inFlight.add()
  inFlight.add()
  expect([inFlight.current, inFlight.enter()]).toEqual([2, expect.any(Promise)])
})

test('drained resolves when the last one has left', async () => {
  const inFlight = new InFlight(2)
  inFlight.add()
  inFlight.add()
  let drained = false
  const waiting = inFlight.drained(new AbortController().signal).then(() => {
    drained = true
  })
  inFlight.leave()
  await Promise.resolve()
  expect(drained).toBe(false)
  inFlight.leave()
  await waiting
  expect(inFlight.current).toBe(0)
})
