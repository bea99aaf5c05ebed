import { expect, test } from 'vitest'
import { Lanes } from '../../../src/kit/index.ts'
import { settled } from '../../helpers/manual-clock.ts'

/** Work that ends when it is told to. */
function pieces() {
  const begun: string[] = []
  const ends = new Map<string, () => void>()
  const work = (name: string) => () => {
    begun.push(name)
    return new Promise<void>(resolve => ends.set(name, resolve))
  }
  return { begun, work, end: (name: string) => ends.get(name)!() }
}

test('pieces of one key run in order, those of several keys at a time', async () => {
  const { begun, work, end } = pieces()
  const lanes = new Lanes(2)
  for (const [key, name] of [
    ['a', 'a1'],
    ['a', 'a2'],
    ['b', 'b1'],
    ['c', 'c1'],
  ] as const)
    lanes.submit(key, work(name))
  expect(begun).toEqual(['a1', 'b1'])
  end('b1')
  await settled()
  expect(begun).toEqual(['a1', 'b1', 'c1'])
  end('a1')
  await settled()
  expect(begun).toEqual(['a1', 'b1', 'c1', 'a2'])
})

test('a full set of lanes lets the one who submits wait, and nobody overtakes', async () => {
  const { begun, work, end } = pieces()
  const lanes = new Lanes(1, 2)
  expect(lanes.submit('a', work('1'))).toBeUndefined()
  expect(lanes.submit('a', work('2'))).toBeUndefined()
  let accepted = false
  const waiting = Promise.resolve(lanes.submit('a', work('3'))).then(() => (accepted = true))
  await settled()
  expect(accepted).toBe(false)
  end('1')
  await waiting
  expect(lanes.size).toBe(2)
  end('2')
  await settled()
  end('3')
  await lanes.drained()
  expect(begun).toEqual(['1', '2', '3'])
})

test('synchronous work of ten thousand pieces does not grow the stack', async () => {
  const lanes = new Lanes(1, 100_000)
  let goOn!: () => void
  let count = 0
  lanes.submit('a', () => new Promise<void>(resolve => (goOn = resolve)))
  for (let i = 0; i < 10_000; i++) lanes.submit('a', () => void count++)
  goOn()
  await lanes.drained()
  expect(count).toBe(10_000)
})
