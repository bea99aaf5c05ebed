import { expect, test } from 'vitest'
import type { Exchange } from '../../src/index.ts'
import { ManualClock, settled } from '../helpers/manual-clock.ts'
import { runRoutes } from '../helpers/run-routes.ts'

const GROUPED = '"#class:org.apache.camel.processor.aggregate.GroupedBodyAggregationStrategy"'

const aggregate = (options: string, steps = '[ { to: "mock:group" } ]', strategy = GROUPED) => `
- route:
    id: main
    from:
      uri: direct:start
      steps:
        - to: direct:before
        - aggregate: { correlationExpression: { header: id }, aggregationStrategy: ${strategy}, ${options}, steps: ${steps} }
        - to: mock:end
- route:
    id: before
    from: { uri: direct:before, steps: [ { script: { constant: "" } } ] }
`

test('the sender goes on before the group that it completed', async () => {
  const order: string[] = []
  const note = (what: string) => () => void order.push(what)
  const { kafila, until } = await runRoutes(
    `
- route:
    id: main
    from:
      uri: direct:start
      steps:
        - aggregate: { correlationExpression: { constant: k }, aggregationStrategy: ${GROUPED}, completionSize: 1, steps: [ { process: { ref: group } } ] }
        - process: { ref: sender }
`,
    { beans: { group: note('group'), sender: note('sender') } },
  )
  await kafila.send('direct:start', { body: 'a' })
  await until(() => order.length === 2)
  expect(order).toEqual(['sender', 'group'])
})

const sendingGroups = (option: string) => `
- from:
    uri: direct:start
    steps:
      - aggregate: { correlationExpression: { header: id }, aggregationStrategy: "#class:org.apache.camel.processor.aggregate.UseLatestAggregationStrategy", completionSize: 1, ${option}, steps: [ { process: { ref: work } } ] }
`

/** Sends groups whose first one waits until it is let go. */
async function groupsBehindOneThatWaits(option: string) {
  const begun: string[] = []
  let letGo = () => {}
  const first = new Promise<void>(resolve => (letGo = resolve))
  const work = async ({ body }: Exchange) => {
    begun.push(String(body))
    if (String(body) === 'a1') await first
  }
  const running = await runRoutes(sendingGroups(option), { beans: { work } })
  for (const [id, body] of [
    ['a', 'a1'],
    ['a', 'a2'],
    ['b', 'b1'],
    ['a', 'a3'],
  ])
    await running.kafila.send('direct:start', { body, headers: { id } })
  return { ...running, begun, letGo }
}

test('a group waits for those of its key that were complete before it, and for no others', async () => {
  const { begun, letGo, until } = await groupsBehindOneThatWaits('parallelProcessing: false')
  await until(() => begun.length === 2)
  await settled()
  expect(begun).toEqual(['a1', 'b1'])
  letGo()
  await until(() => begun.length === 4)
  expect(begun).toEqual(['a1', 'b1', 'a2', 'a3'])
})

test('groups of one key do not wait for each other with parallelProcessing', async () => {
  const { begun, letGo, until } = await groupsBehindOneThatWaits('parallelProcessing: true')
  await until(() => begun.length === 4)
  expect(begun).toEqual(['a1', 'a2', 'b1', 'a3'])
  letGo()
})

test('a group is complete when no message came for the time-out, looked at in its interval', async () => {
  const clock = new ManualClock()
  const { kafila, bodies } = await runRoutes(aggregate('completionTimeout: "250", completionTimeoutCheckerInterval: "100"'), { clock })
  await kafila.send('direct:start', { body: 'a', headers: { id: 1 } })
  await clock.advance(200)
  await kafila.send('direct:start', { body: 'b', headers: { id: 1 } })
  await clock.advance(200)
  expect(bodies('group')).toEqual([])
  await clock.advance(100)
  expect(bodies('group')).toEqual([['a', 'b']])
})

test('all groups are complete when the interval is over', async () => {
  const clock = new ManualClock()
  const { kafila, bodies } = await runRoutes(aggregate('completionInterval: "1s"'), { clock })
  await kafila.send('direct:start', { body: 'a', headers: { id: 1 } })
  await kafila.send('direct:start', { body: 'b', headers: { id: 2 } })
  await clock.advance(1000)
  expect(bodies('group')).toEqual([['a'], ['b']])
})

test('a strategy may complete the group before the message that comes', async () => {
  const strategy = {
    aggregate: (previous: Exchange | undefined, next: Exchange) => {
      if (previous === undefined) return next
      previous.body = `${previous.body}${next.body}`
      return previous
    },
    preComplete: (previous: Exchange | undefined, next: Exchange) => previous !== undefined && next.body === 'new',
  }
  const { kafila, bodies, until } = await runRoutes(aggregate('completionSize: 100', '[ { to: "mock:group" } ]', 'mine'), {
    beans: { mine: strategy },
  })
  for (const body of ['a', 'b', 'new', 'c', 'new']) await kafila.send('direct:start', { body, headers: { id: 1 } })
  await until(() => bodies('group').length === 2)
  expect(bodies('group')).toEqual(['ab', 'newc'])
})

test('messages that come while the strategy waits are taken in one after the other', async () => {
  const strategy = async (previous: Exchange | undefined, next: Exchange) => {
    await settled()
    if (previous === undefined) return next
    previous.body = `${previous.body}${next.body}`
    return previous
  }
  const { kafila, bodies, until } = await runRoutes(aggregate('completionSize: 3', '[ { to: "mock:group" } ]', 'mine'), {
    beans: { mine: strategy },
  })
  await Promise.all(['a', 'b', 'c'].map(body => kafila.send('direct:start', { body, headers: { id: 1 } })))
  await until(() => bodies('group').length === 1)
  expect(bodies('group')).toEqual(['abc'])
})

test('what acknowledges a message waits for its group, other completions do not', async () => {
  const order: string[] = []
  const { kafila, until } = await runRoutes(
    `
- route:
    id: main
    from:
      uri: direct:start
      steps:
        - process: { ref: source }
        - aggregate: { correlationExpression: { constant: k }, aggregationStrategy: ${GROUPED}, completionSize: 2, steps: [ { process: { ref: group } } ] }
`,
    {
      beans: {
        source: (exchange: Exchange) => {
          const { body } = exchange
          exchange.unit().settle(() => void order.push(`settled ${body}`))
          exchange.unit().add(() => void order.push(`ended ${body}`))
        },
        group: () => void order.push('group'),
      },
    },
  )
  await kafila.send('direct:start', { body: 'a' })
  await kafila.send('direct:start', { body: 'b' })
  await until(() => order.length === 5)
  expect(order.slice(0, 3)).toEqual(['ended a', 'ended b', 'group'])
  expect(order.slice(3).sort()).toEqual(['settled a', 'settled b'])
})

test('an acknowledgement sees that its group has failed', async () => {
  const outcomes: boolean[] = []
  const { kafila, until } = await runRoutes(
    `
- route:
    id: main
    from:
      uri: direct:start
      steps:
        - process: { ref: source }
        - aggregate: { correlationExpression: { constant: k }, aggregationStrategy: ${GROUPED}, completionSize: 1, steps: [ { throwException: { exceptionType: java.io.IOException, message: down } } ] }
`,
    { beans: { source: (exchange: Exchange) => exchange.unit().settle(group => void outcomes.push(group.succeeded)) } },
  )
  const sent = await kafila.send('direct:start', { body: 'a' })
  await until(() => outcomes.length === 1)
  expect(sent.exception).toBeUndefined()
  expect(outcomes).toEqual([false])
})

test('unfinished groups are sent on when the route stops with forceCompletionOnStop, through routes that stop too', async () => {
  const { kafila, bodies } = await runRoutes(
    `${aggregate('completionSize: 9, forceCompletionOnStop: true', '[ { delay: { constant: "1" } }, { to: "direct:last" } ]')}
- route: { id: last, from: { uri: direct:last, steps: [ { to: mock:group } ] } }
`,
  )
  await kafila.send('direct:start', { body: 'a', headers: { id: 1 } })
  await kafila.stop({ timeoutMs: 2000 })
  expect(bodies('group')).toEqual([['a']])
})

test('groups that are lost when the runtime stops are told of', async () => {
  const { kafila, records } = await runRoutes(aggregate('completionSize: 9'))
  await kafila.send('direct:start', { body: 'a', headers: { id: 1 } })
  await kafila.stop({ timeoutMs: 500 })
  expect(records.some(record => record.level === 'WARN' && record.message.includes('1 unfinished groups'))).toBe(true)
})

test('an aggregate that nothing completes is refused when the route is built', async () => {
  await expect(runRoutes(aggregate('completionSize: 0'))).rejects.toThrow('nothing completes a group')
})

test('groups that would never be looked at for their time are refused when the route is built', async () => {
  const options = 'completionTimeout: "10", completionTimeoutCheckerInterval: "0"'
  await expect(runRoutes(aggregate(options))).rejects.toThrow('completionTimeoutCheckerInterval')
})
