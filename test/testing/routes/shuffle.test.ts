import { expect, test } from 'vitest'
import type { Exchange } from '../../../src/index.ts'
import { testRoutes } from '../../../src/testing/index.ts'

const ROUTES = `- from:
    uri: direct:a
    steps:
      - multicast:
          parallelProcessing: true
          steps:
            - pipeline: { steps: [ { process: { ref: work } }, { to: "http://one.example" } ] }
            - pipeline: { steps: [ { process: { ref: work } }, { to: "http://two.example" } ] }
            - pipeline: { steps: [ { process: { ref: work } }, { to: "http://three.example" } ] }
`

/** The order in which the answers of three endpoints come that are asked at the same time. */
async function orderWith(seed: number | undefined, work = () => undefined as void): Promise<string> {
  const order: string[] = []
  const bed = await testRoutes({
    routes: [{ file: 'a.yaml', text: ROUTES }],
    beans: { work: { process: work } },
    mocks: ['one', 'two', 'three'].map(name => ({
      endpoint: `http://${name}.example`,
      respond: (_: Exchange) => void order.push(name),
    })),
    ...(seed !== undefined && { seed }),
  })
  await bed.send({ to: 'direct:a', body: 'x' })
  await bed.stop()
  return order.join()
}

test('a seed gives an order again, and others give others', async () => {
  const seeds = [1, 2, 3, 4, 5, 6, 7, 8]
  const once = await Promise.all(seeds.map(seed => orderWith(seed)))
  expect(await Promise.all(seeds.map(seed => orderWith(seed)))).toEqual(once)
  expect(new Set(once).size).toBeGreaterThan(2)
})

test('a seed gives an order again where steps take longer than before', async () => {
  const seeds = Array.from({ length: 20 }, (_, index) => index)
  const quick = await Promise.all(seeds.map(seed => orderWith(seed)))
  for (const ms of [1.5, 4]) {
    const slow = () => {
      const end = performance.now() + ms
      while (performance.now() < end);
    }
    const again: string[] = []
    for (const seed of seeds) again.push(await orderWith(seed, slow))
    expect(again).toEqual(quick)
  }
})

test('without a seed the order is that of the route', async () => {
  expect(await orderWith(undefined)).toBe('one,two,three')
})
