import { expect, test } from 'vitest'
import type { PollTimes } from '../../src/kit/poll-fields.ts'
import { PollLoop } from '../../src/kit/poll-loop.ts'
import { ManualClock } from '../helpers/manual-clock.ts'

const NEVER = Number.POSITIVE_INFINITY
const TIMES: PollTimes = {
  initialDelay: 0,
  delay: 10,
  fixedDelay: true,
  repeatCount: 0,
  greedy: false,
  started: true,
  backoff: { skip: 0, idle: NEVER, failed: NEVER },
}

function loop(times: Partial<PollTimes>, poll: (count: number) => number) {
  const clock = new ManualClock()
  const start = clock.now()
  const at: number[] = []
  const failures: unknown[] = []
  let idle = 0
  const polls = new PollLoop(() => poll(at.push(clock.now() - start)), { ...TIMES, ...times }, clock, {
    failed: error => void failures.push(error),
    idle: () => void idle++,
  })
  return { clock, at, failures, polls, idle: () => idle }
}

test('repeatCount counts polls', async () => {
  const { clock, at, polls } = loop({ repeatCount: 3 }, () => 0)
  polls.start()
  await clock.advance(1000)
  expect(at).toEqual([0, 10, 20])
})

test('a greedy loop polls again at once while there is something', async () => {
  const { clock, at, polls } = loop({ greedy: true, repeatCount: 2 }, count => (count < 3 ? 1 : 0))
  polls.start()
  await clock.advance(100)
  expect(at).toEqual([0, 0, 0, 10])
})

test('a greedy loop that always gets something lets others run, and ends when it is stopped', async () => {
  const { clock, at, polls } = loop({ greedy: true }, () => 1)
  polls.start()
  const advanced = clock.advance(0)
  await new Promise(resolve => setImmediate(resolve))
  await polls.stop()
  await advanced
  const then = at.length
  await new Promise(resolve => setImmediate(resolve))
  expect(at.length).toBe(then)
})

test('after enough idle polls the next ones are skipped', async () => {
  const { clock, at, polls } = loop({ backoff: { skip: 3, idle: 2, failed: NEVER } }, () => 0)
  polls.start()
  await clock.advance(100)
  expect(at).toEqual([0, 10, 50, 60, 100])
})

test('after enough failed polls the next ones are skipped, and each failure is told', async () => {
  const { clock, at, polls, failures } = loop({ backoff: { skip: 2, idle: NEVER, failed: 1 } }, () => {
    throw 'broken'
  })
  polls.start()
  await clock.advance(60)
  expect(at).toEqual([0, 30, 60])
  expect(failures).toEqual(['broken', 'broken', 'broken'])
})

test('a poll that got nothing is told as idle', async () => {
  const { clock, polls, idle } = loop({ repeatCount: 3 }, count => (count === 2 ? 5 : 0))
  polls.start()
  await clock.advance(100)
  expect(idle()).toBe(2)
})

test('while suspended nothing is polled, and nothing is counted', async () => {
  const { clock, at, polls } = loop({ repeatCount: 2 }, () => 1)
  polls.start()
  await clock.advance(0)
  polls.suspend()
  await clock.advance(50)
  polls.resume()
  await clock.advance(100)
  expect(at).toEqual([0, 60])
})

test('a loop that is not to be started polls never', async () => {
  const { clock, at, polls } = loop({ started: false }, () => 1)
  polls.start()
  await clock.advance(100)
  expect(at).toEqual([])
})
