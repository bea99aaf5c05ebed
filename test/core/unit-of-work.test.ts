import { expect, test } from 'vitest'
import type { Exchange } from '../../src/core/exchange.ts'
import { UnitOfWork } from '../../src/core/unit-of-work.ts'

const exchange = (succeeded: boolean) => ({ succeeded }) as Exchange

/** A delivery of which a part is held, and what its acknowledgement is told. */
function delivery() {
  const [own, part] = [new UnitOfWork(), new UnitOfWork()]
  const told: Exchange[] = []
  own.settle(ended => void told.push(ended))
  own.holdFor(part)
  return { own, part, told }
}

const [message, good, bad] = [exchange(true), exchange(true), exchange(false)]

test('a delivery is acknowledged once, when its own way and what holds a part of it have ended, in either order', () => {
  for (const partFirst of [true, false]) {
    const { own, part, told } = delivery()
    const ends = [() => part.complete(good), () => own.complete(message)]
    const [first, second] = partFirst ? ends : ends.reverse()
    first!()
    expect(told).toEqual([])
    second!()
    expect(told).toHaveLength(1)
    expect(told[0]).toBe(message)
  }
})

test('a part that failed is told, whether it ended before or after the message', () => {
  for (const partFirst of [true, false]) {
    const { own, part, told } = delivery()
    const ends = [() => part.complete(bad), () => own.complete(message)]
    const [first, second] = partFirst ? ends : ends.reverse()
    first!()
    second!()
    expect(told).toHaveLength(1)
    expect(told[0]).toBe(bad)
  }
})

test('a message that failed itself is told at once, and once only', () => {
  const { own, part, told } = delivery()
  const failed = exchange(false)
  own.complete(failed)
  part.complete(bad)
  expect(told).toHaveLength(1)
  expect(told[0]).toBe(failed)
})
