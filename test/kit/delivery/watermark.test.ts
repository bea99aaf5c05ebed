import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Watermark } from '../../../src/kit/index.ts'

test('only what has nothing open before it may be committed', () => {
  const watermark = new Watermark<number>()
  const [a, b, c, d] = [1, 2, 3, 4].map(position => watermark.take(position))
  expect(watermark.settle(b!)).toBeUndefined()
  expect(watermark.settle(d!)).toBeUndefined()
  expect(watermark.settle(a!)).toBe(2)
  expect(watermark.pending).toBe(2)
  expect(watermark.settle(c!)).toBe(4)
  expect(watermark.position).toBe(4)
})

test('a second settlement changes nothing', () => {
  const watermark = new Watermark<number>()
  const first = watermark.take(1)
  watermark.take(2)
  expect(watermark.settle(first)).toBe(1)
  expect(watermark.settle(first)).toBeUndefined()
  expect(watermark.pending).toBe(1)
})

test('whatever the order of settling, the prefix is what was settled without a gap', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 3000 }), fc.infiniteStream(fc.nat()), (count, random) => {
      const watermark = new Watermark<number>()
      const open = Array.from({ length: count }, (_, position) => watermark.take(position))
      const settled = new Set<number>()
      while (open.length > 0) {
        const [ticket] = open.splice(random.next().value! % Math.min(open.length, 50), 1)
        watermark.settle(ticket!)
        settled.add(ticket!.position)
        const expected = firstGap(settled, watermark.position ?? -1)
        if ((watermark.position ?? -1) !== expected) return false
      }
      return watermark.position === count - 1 && watermark.pending === 0
    }),
    { numRuns: 20 },
  )
})

/** The last position before the first one that is missing. */
function firstGap(settled: ReadonlySet<number>, from: number): number {
  let position = from
  while (settled.has(position + 1)) position += 1
  return position
}
