import { expect, test } from 'vitest'
import { ManualClock, settled } from '../../helpers/manual-clock.ts'
import { runRoutes } from '../../helpers/run-routes.ts'

const route = (policy: string) => `
- errorHandler: { defaultErrorHandler: { redeliveryPolicy: { ${policy} } } }
- route:
    id: main
    from:
      uri: direct:start
      steps:
        - setHeader: { name: before, constant: "1" }
        - process: { ref: flaky }
        - to: mock:end
`

/** A processor that fails so many times and then goes well; it changes the message each time. */
function flaky(failures: number, make = () => new Error('not yet')) {
  const seen: unknown[] = []
  const process = (exchange: { body: unknown; setHeader(name: string, value: unknown): void; header(name: string): unknown }) => {
    seen.push([exchange.body, exchange.header('changed') ?? null, exchange.header('CamelRedeliveryCounter') ?? null])
    exchange.body = 'changed'
    exchange.setHeader('changed', true)
    if (seen.length <= failures) throw make()
  }
  return { seen, process }
}

test('a failed step is tried again after its delay, from the message as it was, and the route goes on when it succeeds', async () => {
  const clock = new ManualClock()
  const { seen, process } = flaky(2)
  const { kafila, received } = await runRoutes(route('maximumRedeliveries: 3, redeliveryDelay: 1000'), { clock, beans: { flaky: process } })
  const sent = kafila.send('direct:start', { body: 'hello' })
  await clock.advance(999)
  expect(seen).toHaveLength(1)
  await clock.advance(1)
  expect(seen).toHaveLength(2)
  await clock.advance(1000)
  await sent
  expect(seen).toEqual([
    ['hello', null, null],
    ['hello', null, 1],
    ['hello', null, 2],
  ])
  expect(received('end')).toHaveLength(1)
  expect(received('end')[0]!.header('before')).toBe('1')
})

test('the delays grow by the multiplier', async () => {
  const clock = new ManualClock()
  const times: number[] = []
  const start = clock.now()
  const process = () => {
    times.push(clock.now() - start)
    throw new Error('never')
  }
  const policy = 'maximumRedeliveries: 3, redeliveryDelay: 100, useExponentialBackOff: true, backOffMultiplier: 2'
  const { kafila } = await runRoutes(route(policy), { clock, beans: { flaky: process } })
  const sent = kafila.send('direct:start', {})
  await clock.advance(5000)
  expect((await sent).exception).toMatchObject({ message: 'never' })
  expect(times).toEqual([0, 100, 300, 700])
})

test('ten thousand attempts without delay do not grow the stack, synchronous or not', async () => {
  for (const wait of [false, true]) {
    let attempts = 0
    const process = () => {
      attempts += 1
      if (attempts > 10_000) return undefined
      if (wait) return Promise.reject(new Error('not yet'))
      throw new Error('not yet')
    }
    const { kafila, received } = await runRoutes(route('maximumRedeliveries: -1, redeliveryDelay: 0'), { beans: { flaky: process } })
    await kafila.send('direct:start', {})
    expect(attempts).toBe(10_001)
    expect(received('end')).toHaveLength(1)
  }
})

test('a hook before each attempt may change the message, and ends the attempts by stopping the exchange', async () => {
  const seen: unknown[] = []
  const beans = {
    flaky: (exchange: { body: unknown }) => {
      seen.push(exchange.body)
      throw new Error('never')
    },
    hook: async (exchange: { body: unknown; status: number }) => {
      await settled()
      exchange.body = `attempt ${seen.length + 1}`
      if (seen.length === 3) exchange.status |= 1
    },
  }
  const yaml = `
- errorHandler:
    defaultErrorHandler: { onRedeliveryRef: hook, redeliveryPolicy: { maximumRedeliveries: 9, redeliveryDelay: 0 } }
- from:
    uri: direct:start
    steps:
      - process: { ref: flaky }
      - to: mock:end
`
  const { kafila, received } = await runRoutes(yaml, { beans })
  const exchange = await kafila.send('direct:start', { body: 'first' })
  expect(seen).toEqual(['first', 'attempt 2', 'attempt 3'])
  expect(exchange.exception).toBeUndefined()
  expect(received('end')).toHaveLength(0)
})

test('a route without error handling costs a failed step no redelivery headers', async () => {
  const { kafila } = await runRoutes(
    '- from: { uri: "direct:start", steps: [ { throwException: { exceptionType: java.io.IOException, message: down } } ] }',
  )
  const exchange = await kafila.send('direct:start', {})
  expect(exchange.headerEntries()).toEqual([])
  expect(exchange.exception).toMatchObject({ type: 'java.io.IOException', message: 'down' })
})

test('a step that removes the counter is tried as often as any other', async () => {
  const { kafila, received } = await runRoutes(`
- onException:
    exception: [ java.lang.Exception ]
    redeliveryPolicy: { maximumRedeliveries: 3, redeliveryDelay: 0 }
    handled: { constant: "true" }
- from: { uri: "direct:start", steps: [ { to: "direct:x" } ] }
- route:
    errorHandler: { noErrorHandler: {} }
    from:
      uri: direct:x
      steps: [ { to: mock:try }, { removeHeaders: { pattern: "*" } }, { throwException: { exceptionType: java.lang.Exception, message: x } } ]
`)
  await kafila.send('direct:start')
  expect(received('try').map(each => each.header('CamelRedeliveryCounter'))).toEqual([undefined, 1, 2, 3])
})

test('steps around a failed one are tried again as often as the policy says, where its own handling fails', async () => {
  const { kafila, received } = await runRoutes(`
- onException:
    exception: [ java.lang.Exception ]
    redeliveryPolicy: { maximumRedeliveries: 1, redeliveryDelay: 0 }
    handled: { constant: "true" }
    useOriginalBody: true
    steps: [ { to: mock:handled } ]
- from:
    uri: direct:start
    steps:
      - step:
          steps: [ { pipeline: { steps: [ { to: mock:try }, { throwException: { exceptionType: java.lang.Exception, message: x } } ] } } ]
`)
  const { exception } = await kafila.send('direct:start')
  expect(String(exception)).toContain('AllowUseOriginalMessage is disabled')
  expect(received('try').map(each => each.header('CamelRedeliveryCounter'))).toEqual([undefined, 1, 1, 1])
})

test('a failure that came with a reply leaves no headers of attempts in it, in an InOut exchange', async () => {
  const { kafila, received } = await runRoutes(`
- route:
    id: main
    errorHandler: { deadLetterChannel: { deadLetterUri: "mock:dead" } }
    from: { uri: direct:start, steps: [ { setHeader: { name: CamelRedeliveryCounter, constant: "7" } }, { to: seda:work } ] }
- route:
    id: work
    errorHandler: { noErrorHandler: {} }
    from: { uri: seda:work, steps: [ { throwException: { exceptionType: java.io.IOException, message: down } } ] }
`)
  await kafila.send('direct:start', { body: 'x' }, 'InOut')
  expect(received('dead').map(each => each.header('CamelRedeliveryCounter'))).toEqual(['7'])
})
