import { expect, test } from 'vitest'
import { ManualClock, settled } from '../helpers/manual-clock.ts'
import { runRoutes } from '../helpers/run-routes.ts'
import { failsWhenBad, guardedRoute, withFallback } from './guarded-route.ts'

// What is expected is Camel's FaultToleranceProcessor, and the specification of MicroProfile Fault Tolerance.

const STEPS = failsWhenBad('java.lang.IllegalStateException')
const guarded = (configuration: string, more = '', steps = STEPS) => guardedRoute('faultToleranceConfiguration', configuration, more, steps)
const STATE = 'CamelCircuitBreakerState'

test('it opens when enough of the last calls failed, and is tried again after the delay', async () => {
  const clock = new ManualClock()
  const routes = guarded('requestVolumeThreshold: 2, failureRatio: 50, delay: 1000', withFallback)
  const { kafila, received } = await runRoutes(routes, { clock })
  const send = (body: string) => kafila.send('direct:start', { body })
  for (const body of ['ok', 'bad', 'ok']) await send(body)
  expect(received('try').map(each => each.body)).toEqual(['ok', 'bad'])
  expect(received('fallback').map(each => [each.body, each.property(STATE)])).toEqual([
    ['bad', 'OPEN'],
    ['ok', 'OPEN'],
  ])
  await clock.advance(1001)
  await send('ok')
  expect(received('end').at(-1)!.property(STATE)).toBe('HALF_OPEN')
  await send('ok')
  expect(received('end').at(-1)!.property(STATE)).toBe('CLOSED')
})

test('half open it closes after successThreshold calls went well; the first that fails opens it again', async () => {
  const clock = new ManualClock()
  const routes = guarded('requestVolumeThreshold: 1, successThreshold: 2, delay: 1000', withFallback)
  const { kafila, received } = await runRoutes(routes, { clock })
  const states = async (...bodies: string[]) => {
    for (const body of bodies) await kafila.send('direct:start', { body })
    return received('end')
      .slice(-bodies.length)
      .map(each => each.property(STATE))
  }
  await states('bad')
  await clock.advance(1001)
  expect(await states('ok', 'bad', 'ok')).toEqual(['HALF_OPEN', 'OPEN', 'OPEN'])
  await clock.advance(1001)
  expect(await states('ok', 'ok', 'ok')).toEqual(['HALF_OPEN', 'HALF_OPEN', 'CLOSED'])
})

test('without a fallback an open circuit is passed over in silence, and a failure leaves no properties', async () => {
  const { kafila, received } = await runRoutes(
    `- onException: { exception: [ java.lang.Exception ], handled: { constant: "true" }, steps: [ { to: mock:failed } ] }\n${guarded(
      'requestVolumeThreshold: 1',
      ', inheritErrorHandler: true',
    )}`,
  )
  await kafila.send('direct:start', { body: 'bad' })
  await kafila.send('direct:start', { body: 'ok' })
  const [failed] = received('failed')
  expect(failed!.property('CamelCircuitBreakerResponseShortCircuited') ?? null).toBeNull()
  expect(failed!.property(STATE) ?? null).toBeNull()
  const [passed] = received('end')
  expect([passed!.property('CamelCircuitBreakerResponseRejected'), passed!.property('CamelCircuitBreakerResponseShortCircuited')]).toEqual([
    true,
    true,
  ])
})

test('what takes too long fails with a TimeoutException of MicroProfile', async () => {
  const clock = new ManualClock()
  const { kafila } = await runRoutes(guarded('timeoutEnabled: true, timeoutDuration: 100', '', '[ { delay: { constant: 500 } } ]'), {
    clock,
  })
  const failing = expect(kafila.request('direct:start', { body: 'x' })).rejects.toThrow('guard timed out')
  await clock.advance(100)
  await failing
  await clock.advance(400)
})

test('the bulkhead lets so many run and so many wait; the time-out counts the waiting', async () => {
  const clock = new ManualClock()
  const configuration =
    'bulkheadEnabled: true, bulkheadMaxConcurrentCalls: 1, bulkheadWaitingTaskQueue: 1, timeoutEnabled: true, timeoutDuration: 150'
  const { kafila } = await runRoutes(guarded(configuration, '', '[ { delay: { constant: 100 } } ]'), { clock })
  const first = kafila.request('direct:start', { body: 'first' })
  const second = expect(kafila.request('direct:start', { body: 'second' })).rejects.toThrow('guard timed out')
  const third = expect(kafila.request('direct:start', { body: 'third' })).rejects.toThrow('guard rejected from bulkhead')
  await settled()
  await third
  await clock.advance(100)
  expect(await first).toBe('first')
  await clock.advance(50)
  await second
  await clock.advance(100)
})

test('a bean with the configuration is taken by its name', async () => {
  const routes = `
- beans: [ { name: given, type: org.apache.camel.model.FaultToleranceConfigurationDefinition, properties: { requestVolumeThreshold: 1 } } ]
- route:
    from:
      uri: direct:start
      steps:
        - circuitBreaker: { id: guard, configuration: given, steps: ${STEPS} ${withFallback} }
`
  const { kafila, received } = await runRoutes(routes)
  await kafila.send('direct:start', { body: 'bad' })
  await kafila.send('direct:start', { body: 'ok' })
  expect(received('try')).toHaveLength(1)
})

test('both kinds of configuration at once are refused, and numbers that make no sense', async () => {
  await expect(runRoutes(guarded('delay: 1', ', resilience4jConfiguration: { slidingWindowSize: 1 }'))).rejects.toThrow(
    'exclude each other',
  )
  await expect(runRoutes(guarded('failureRatio: 101'))).rejects.toThrow('failureRatio must be in range [1,100]')
})
