import { expect, test } from 'vitest'
import type { Exchange } from '../../../src/index.ts'
import { testRoutes } from '../../../src/testing/index.ts'

const ROUTES = `- from:
    uri: direct:a
    steps:
      - multicast:
          parallelProcessing: true
          steps: [ { to: "http://one.example" }, { to: "http://two.example" }, { to: "http://three.example" } ]
`

/** The order in which the answers of three endpoints come that are asked at the same time. */
async function orderWith(seed: number | undefined): Promise<string> {
  const order: string[] = []
  const bed = await testRoutes({
    routes: [{ file: 'a.yaml', text: ROUTES }],
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
  const once = await Promise.all(seeds.map(orderWith))
  expect(await Promise.all(seeds.map(orderWith))).toEqual(once)
  expect(new Set(once).size).toBeGreaterThan(2)
})

test('without a seed the order is that of the route', async () => {
  expect(await orderWith(undefined)).toBe('one,two,three')
})
