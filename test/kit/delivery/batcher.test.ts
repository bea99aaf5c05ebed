import { expect, test } from 'vitest'
import { Batcher } from '../../../src/kit/index.ts'
import { ManualClock, settled } from '../../helpers/manual-clock.ts'

test('a batch goes when it is full, when its bytes are reached, or a while after its first item', async () => {
  const clock = new ManualClock()
  const batches: string[][] = []
  const batcher = new Batcher<string>({ count: 3, bytes: 10, periodMs: 50 }, clock, async values => void batches.push([...values]))
  const adds = ['a', 'b', 'c'].map(value => batcher.add(value, 1))
  await Promise.all(adds)
  expect(batches).toEqual([['a', 'b', 'c']])
  void batcher.add('long', 8)
  await settled()
  void batcher.add('more', 8)
  await settled()
  expect(batches.slice(1)).toEqual([['long']])
  await clock.advance(49)
  expect(batches).toHaveLength(2)
  await clock.advance(1)
  expect(batches.slice(2)).toEqual([['more']])
})

test('each item gets its own result, and a flush that fails fails all of its items', async () => {
  const refused = new RangeError('refused')
  const batcher = new Batcher<number>({ count: 2, periodMs: 0 }, new ManualClock(), async values => {
    if (values.includes(9)) throw refused
    return values.map(value => (value % 2 === 0 ? undefined : refused))
  })
  expect(await Promise.allSettled([batcher.add(1), batcher.add(2)])).toMatchObject([{ reason: refused }, { status: 'fulfilled' }])
  expect(await Promise.allSettled([batcher.add(8), batcher.add(9)])).toMatchObject([{ reason: refused }, { reason: refused }])
})

test('nothing is done before its flush has ended, batches keep their order, and a full batcher lets the next wait', async () => {
  const ends: (() => void)[] = []
  const begun: number[][] = []
  const batcher = new Batcher<number>({ count: 1, periodMs: 0, maxWaiting: 2 }, new ManualClock(), values => {
    begun.push([...values])
    return new Promise<void>(resolve => ends.push(resolve))
  })
  const done: number[] = []
  for (const value of [1, 2, 3]) void batcher.add(value).then(() => done.push(value))
  await settled()
  expect([begun, done]).toEqual([[[1]], []])
  ends.shift()!()
  await settled()
  expect([begun, done]).toEqual([[[1], [2]], [1]])
  ends.shift()!()
  await settled()
  expect([begun, done]).toEqual([
    [[1], [2], [3]],
    [1, 2],
  ])
})

test('closing sends what has gathered, waits for it, and refuses what comes later', async () => {
  const sent: number[] = []
  const batcher = new Batcher<number>({ count: 10, periodMs: 1000 }, new ManualClock(), async values => void sent.push(...values))
  const adding = batcher.add(1)
  await settled()
  await batcher.close()
  await adding
  expect(sent).toEqual([1])
  await expect(batcher.add(2)).rejects.toMatchObject({ code: 'KF_CONN_CLOSED' })
})

test('what comes while a batch is under way goes together in the next, however often its time was over', async () => {
  const clock = new ManualClock()
  const ends: (() => void)[] = []
  const begun: number[][] = []
  const batcher = new Batcher<number>({ count: 100, periodMs: 10 }, clock, values => {
    begun.push([...values])
    return new Promise<void>(resolve => ends.push(resolve))
  })
  const adds = [batcher.add(1)]
  await clock.advance(10)
  for (const value of [2, 3, 4]) {
    adds.push(batcher.add(value))
    await clock.advance(10)
  }
  expect(begun).toEqual([[1]])
  ends.shift()!()
  await settled()
  expect(begun).toEqual([[1], [2, 3, 4]])
  ends.shift()!()
  await Promise.all(adds)
})
