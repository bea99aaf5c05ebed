import { expect, test } from 'vitest'
import { TokenBucket } from '../../src/operator/client/token-bucket.ts'
import { WorkQueue } from '../../src/operator/queue/work-queue.ts'
import { ManualClock, settled } from '../helpers/manual-clock.ts'

function harness(workers = 2, fails: (key: string) => boolean = () => false) {
  const clock = new ManualClock()
  const log: string[] = []
  const open = new Map<string, () => void>()
  const failures: number[] = []
  const queue = new WorkQueue({
    clock,
    workers,
    random: () => 1,
    onFailure: (_key, _error, wait) => void failures.push(wait),
    work: async key => {
      log.push(`>${key}`)
      await new Promise<void>(resolve => open.set(key, resolve))
      log.push(`<${key}`)
      if (fails(key)) throw new RangeError(key)
      return undefined
    },
  })
  const finish = async (key: string) => {
    open.get(key)!()
    open.delete(key)
    await settled()
  }
  queue.start()
  return { clock, log, queue, finish, failures }
}

test('a key that waits is there once, one that is worked on comes once more after that, and never twice at a time', async () => {
  const { log, queue, finish } = harness()
  queue.add('a')
  queue.add('a')
  queue.add('a')
  expect(log).toEqual(['>a'])
  await finish('a')
  expect(log).toEqual(['>a', '<a', '>a'])
  await finish('a')
  expect(log).toEqual(['>a', '<a', '>a', '<a'])
})

test('keys are worked on in their order, a few at a time; a slow one keeps no other from its turn', async () => {
  const { log, queue, finish } = harness(2)
  for (const key of ['slow', 'b', 'c', 'd']) queue.add(key)
  for (const key of ['b', 'c', 'd']) await finish(key)
  expect(log).toEqual(['>slow', '>b', '<b', '>c', '<c', '>d', '<d'])
  expect(queue.depth).toBe(0)
})

test('a key that is added again and again does not overtake those that wait', async () => {
  const { log, queue, finish } = harness(1)
  for (const key of ['a', 'b', 'c']) queue.add(key)
  queue.add('a')
  await finish('a')
  await finish('b')
  await finish('c')
  expect(log.filter(each => each.startsWith('>'))).toEqual(['>a', '>b', '>c', '>a'])
})

test('what fails comes again with growing waits on its own count, and from the start after it went well', async () => {
  let isBroken = true
  const { clock, queue, finish, failures } = harness(1, () => isBroken)
  queue.add('a')
  for (let i = 0; i < 18; i++) {
    await finish('a')
    await clock.advance(failures.at(-1)!)
  }
  expect(failures.slice(0, 5)).toEqual([5, 10, 20, 40, 80])
  expect(failures.at(-1)).toBe(300_000)
  isBroken = false
  await finish('a')
  isBroken = true
  queue.add('a')
  await finish('a')
  expect(failures.at(-1)).toBe(5)
})

test('of several times at which a key should come, the first counts', async () => {
  const { clock, log, queue } = harness()
  queue.addAfter('a', 1000)
  queue.addAfter('a', 100)
  queue.addAfter('a', 500)
  await clock.advance(99)
  expect(log).toEqual([])
  await clock.advance(1)
  expect(log).toEqual(['>a'])
})

test('stopping waits for what is in work, and takes nothing new', async () => {
  const { log, queue, finish } = harness(1)
  queue.add('a')
  queue.add('b')
  const stopped = queue.stop()
  await finish('a')
  await stopped
  expect(log).toEqual(['>a', '<a'])
})

test('a bucket lets a burst through at once, and then so many a second, in their order', async () => {
  const clock = new ManualClock()
  const bucket = new TokenBucket(clock, 10, 3)
  const passed: number[] = []
  for (let i = 0; i < 6; i++) void bucket.take().then(() => passed.push(i))
  await settled()
  expect(passed).toEqual([0, 1, 2])
  await clock.advance(100)
  expect(passed).toEqual([0, 1, 2, 3])
  await clock.advance(200)
  expect(passed).toEqual([0, 1, 2, 3, 4, 5])
})
