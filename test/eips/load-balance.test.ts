import { expect, test } from 'vitest'
import { runRoutes } from '../helpers/run-routes.ts'

const balance = (kind: string, targets = '[ { to: "mock:a" }, { to: "mock:b" }, { to: "mock:c" } ]') => `
- route:
    id: main
    from: { uri: direct:start, steps: [ { loadBalance: { ${kind}, steps: ${targets} } }, { to: mock:end } ] }
`

async function counts(kind: string, messages: number): Promise<number[]> {
  const { kafila, bodies } = await runRoutes(balance(kind))
  for (let i = 0; i < messages; i++) await kafila.send('direct:start', { body: i, headers: { key: i % 2 } })
  return ['a', 'b', 'c'].map(name => bodies(name).length)
}

test('roundRobin takes the targets in turn', async () => {
  expect(await counts('roundRobinLoadBalancer: {}', 7)).toEqual([3, 2, 2])
})

test('weights in turn give each target its share of a round', async () => {
  expect(await counts('weightedLoadBalancer: { distributionRatio: "3,2,1", roundRobin: true }', 12)).toEqual([6, 4, 2])
})

test('weights at random leave out a target of weight 0', async () => {
  const [a, b, c] = await counts('weightedLoadBalancer: { distributionRatio: "1,0,1" }', 40)
  expect(b).toBe(0)
  expect(a! + c!).toBe(40)
})

test('sticky sends a key to the same target', async () => {
  expect(await counts('stickyLoadBalancer: { correlationExpression: { header: key } }', 6)).toEqual([3, 3, 0])
})

test('a function of the host application chooses the target', async () => {
  const { kafila, bodies } = await runRoutes(balance('customLoadBalancer: chooser'), { beans: { chooser: () => 2 } })
  await kafila.send('direct:start', { body: 'x' })
  expect(bodies('c')).toEqual(['x'])
})

test('failover with roundRobin and without bound goes round until a target works, and lets other work run', async () => {
  let left = 50
  const flaky = () => {
    if (--left > 0) throw new RangeError('not yet')
  }
  const { kafila, bodies } = await runRoutes(
    balance('failoverLoadBalancer: { roundRobin: true }', '[ { process: { ref: flaky } }, { process: { ref: flaky } } ]'),
    {
      beans: { flaky },
    },
  )
  await kafila.send('direct:start', { body: 'x' })
  expect(left).toBe(0)
  expect(bodies('end')).toEqual(['x'])
})

test('weights that do not match the targets are refused when the route is built', async () => {
  await expect(runRoutes(balance('weightedLoadBalancer: { distributionRatio: "1,2" }'))).rejects.toThrow('as many weights')
})

test('a loadBalance without a kind is refused when the route is built', async () => {
  await expect(runRoutes('- from: { uri: direct:a, steps: [ { loadBalance: { steps: [ { to: mock:a } ] } } ] }')).rejects.toThrow(
    'name a load balancer',
  )
})

test('a load balancer among the targets is refused, in a pipeline it may stand', async () => {
  const inner = '{ loadBalance: { roundRobinLoadBalancer: {}, steps: [ { to: "mock:a" } ] } }'
  await expect(runRoutes(balance('roundRobinLoadBalancer: {}', `[ ${inner} ]`))).rejects.toThrow('has to stand in a `pipeline`')
  const { kafila, bodies } = await runRoutes(balance('roundRobinLoadBalancer: {}', `[ { pipeline: { steps: [ ${inner} ] } } ]`))
  await kafila.send('direct:start', { body: 'x' })
  expect(bodies('a')).toEqual(['x'])
})
