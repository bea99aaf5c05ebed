import { expect, test } from 'vitest'
import { Repeat } from '../../src/kit/repeat.ts'
import { ManualClock } from '../helpers/manual-clock.ts'

function record(clock: ManualClock, took: number[] = []) {
  const at: number[] = []
  const start = clock.now()
  const action = async () => {
    at.push(clock.now() - start)
    await clock.sleep(took[at.length - 1] ?? 0)
    return true
  }
  return { at, action }
}

test('the delay counts from the end of a run', async () => {
  const clock = new ManualClock()
  const { at, action } = record(clock, [50, 0])
  new Repeat(clock, { initialDelay: 10, delay: 100, from: 'end' }, action).start()
  await clock.advance(400)
  expect(at).toEqual([10, 160, 260, 360])
})

test('the period counts from the start of a run', async () => {
  const clock = new ManualClock()
  const { at, action } = record(clock, [50, 0])
  new Repeat(clock, { initialDelay: 0, delay: 100, from: 'start' }, action).start()
  await clock.advance(300)
  expect(at).toEqual([0, 100, 200, 300])
})

test('with a fixed rate what was missed is caught up, one after the other', async () => {
  const clock = new ManualClock()
  const { at, action } = record(clock, [250, 0])
  new Repeat(clock, { initialDelay: 0, delay: 100, from: 'rate' }, action).start()
  await clock.advance(300)
  expect(at).toEqual([0, 250, 250, 300])
})

test('it ends when the action says so', async () => {
  const clock = new ManualClock()
  let runs = 0
  new Repeat(clock, { initialDelay: 0, delay: 1, from: 'end' }, () => ++runs < 3).start()
  await clock.advance(100)
  expect(runs).toBe(3)
})

test('a stop waits for the run under way and lets no other begin', async () => {
  const clock = new ManualClock()
  const { at, action } = record(clock, [50])
  const repeat = new Repeat(clock, { initialDelay: 0, delay: 1, from: 'end' }, action)
  repeat.start()
  await clock.advance(10)
  let stopped = false
  const stopping = repeat.stop().then(() => {
    stopped = true
  })
  await clock.advance(10)
  expect(stopped).toBe(false)
  await clock.advance(100)
  await stopping
  expect(at).toEqual([0])
})
