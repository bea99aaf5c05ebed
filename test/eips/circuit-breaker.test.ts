import { expect, test } from 'vitest'
import { exceptionMessage, exceptionType } from '../../src/core/exceptions.ts'
import { Breaker } from '../../src/eips/support/circuit-breaker/breaker.ts'
import { RESILIENCE_DEFAULTS } from '../../src/eips/support/circuit-breaker/settings.ts'
import { ManualClock, settled } from '../helpers/manual-clock.ts'
import { runRoutes } from '../helpers/run-routes.ts'
import { failsWhenBad, guardedRoute, withFallback } from './guarded-route.ts'

const STEPS = failsWhenBad('java.io.IOException')
const guarded = (configuration: string, more = '', steps = STEPS) => guardedRoute('resilience4jConfiguration', configuration, more, steps)

function breaker(settings: Partial<typeof RESILIENCE_DEFAULTS>) {
  const clock = new ManualClock()
  return { clock, breaker: new Breaker({ ...RESILIENCE_DEFAULTS, ...settings }, clock) }
}

test('it opens when the share of failures among enough calls is reached', () => {
  const { breaker: one } = breaker({ minimumNumberOfCalls: 4, slidingWindowSize: 10 })
  for (const call of ['ok', 'ok', 'bad'] as const) call === 'ok' ? one.succeeded(0) : one.failed(0)
  expect(one.state).toBe('CLOSED')
  one.failed(0)
  expect(one.state).toBe('OPEN')
  expect(one.tryAcquire()).toBe(false)
})

test('calls that have left the window of calls do not count', () => {
  const { breaker: one } = breaker({ minimumNumberOfCalls: 3, slidingWindowSize: 3, failureRateThreshold: 60 })
  one.failed(0)
  for (let i = 0; i < 3; i++) one.succeeded(0)
  one.failed(0)
  expect(one.state).toBe('CLOSED')
  one.failed(0)
  expect(one.state).toBe('OPEN')
})

test('with a window of time only the calls of the last seconds count', async () => {
  const { breaker: one, clock } = breaker({ slidingWindowType: 'TIME_BASED', slidingWindowSize: 2, minimumNumberOfCalls: 2 })
  one.failed(0)
  await clock.advance(2000)
  one.failed(0)
  expect(one.state).toBe('CLOSED')
  await clock.advance(1000)
  one.failed(0)
  expect(one.state).toBe('OPEN')
})

test('slow calls open it as failures do, whatever they result in', () => {
  const { breaker: one } = breaker({ minimumNumberOfCalls: 2, slowCallDurationThreshold: 100, slowCallRateThreshold: 50 })
  one.succeeded(100)
  one.succeeded(101)
  expect(one.state).toBe('OPEN')
})

test('half open it lets so many calls through, and they decide', async () => {
  const { breaker: one, clock } = breaker({
    minimumNumberOfCalls: 1,
    permittedNumberOfCallsInHalfOpenState: 2,
    waitDurationInOpenState: 1000,
  })
  one.failed(0)
  await clock.advance(1000)
  expect(one.tryAcquire()).toBe(false)
  await clock.advance(1)
  expect([one.tryAcquire(), one.state, one.tryAcquire(), one.tryAcquire()]).toEqual([true, 'HALF_OPEN', true, false])
  one.ignored()
  expect(one.tryAcquire()).toBe(true)
  one.succeeded(0)
  expect(one.state).toBe('CLOSED')
})

test('a trial that fails opens it again, for the whole wait', async () => {
  const { breaker: one, clock } = breaker({
    minimumNumberOfCalls: 1,
    permittedNumberOfCallsInHalfOpenState: 1,
    waitDurationInOpenState: 1000,
  })
  one.failed(0)
  await clock.advance(1500)
  one.tryAcquire()
  one.failed(0)
  await clock.advance(1000)
  expect([one.state, one.tryAcquire()]).toEqual(['OPEN', false])
})

test('it turns half open by itself where that is asked for, and open again where the trial takes too long', async () => {
  const { breaker: one, clock } = breaker({
    minimumNumberOfCalls: 1,
    waitDurationInOpenState: 1000,
    automaticTransitionFromOpenToHalfOpenEnabled: true,
    maxWaitDurationInHalfOpenState: 500,
  })
  one.failed(0)
  await clock.advance(1000)
  expect(one.state).toBe('HALF_OPEN')
  await clock.advance(500)
  expect(one.state).toBe('OPEN')
})

test('the fallback makes the result, from the message as it was', async () => {
  const steps = '[ { setBody: { constant: changed } }, { throwException: { exceptionType: java.io.IOException, message: down } } ]'
  const fallback = ', onFallback: { steps: [ { setBody: { simple: "${body} ${exception.message}" } } ] }'
  const { kafila, bodies } = await runRoutes(guarded('', fallback, steps))
  await kafila.send('direct:start', { body: 'as it was' })
  expect(bodies('end')).toEqual(['as it was down'])
})

test('a copy that was sent off inside does not see what becomes of the message behind it', async () => {
  const steps = '[ { setProperty: { name: p, constant: in } }, { setHeader: { name: h, constant: in } }, { to: "seda:later" } ]'
  const behind = '{ setProperty: { name: p, constant: behind } }, { setHeader: { name: h, constant: behind } }, { to: mock:end }'
  const { kafila, received, until } = await runRoutes(`
- route: { id: main, from: { uri: direct:start, steps: [ { circuitBreaker: { steps: ${steps} } }, ${behind} ] } }
- route: { id: later, from: { uri: "seda:later", steps: [ { to: mock:later } ] } }
`)
  await kafila.send('direct:start')
  await until(() => received('later').length === 1)
  const seen = ['later', 'end'].map(name => [received(name)[0]!.property('p'), received(name)[0]!.header('h')])
  expect(seen).toEqual([
    ['in', 'in'],
    ['behind', 'behind'],
  ])
})

test('while it is open the steps are not tried', async () => {
  const { kafila, bodies } = await runRoutes(guarded('minimumNumberOfCalls: 2, slidingWindowSize: 2', withFallback))
  for (let i = 0; i < 3; i++) await kafila.send('direct:start', { body: 'bad' })
  expect([bodies('try').length, bodies('fallback').length]).toEqual([2, 3])
})

test('without a fallback an open circuit is passed over, unless it is to throw', async () => {
  const silent = await runRoutes(guarded('minimumNumberOfCalls: 1'))
  await silent.kafila.send('direct:start', { body: 'bad' })
  expect((await silent.kafila.send('direct:start', { body: 'good' })).exception).toBeUndefined()
  expect(silent.bodies('end')).toEqual(['good'])
  const loud = await runRoutes(guarded('minimumNumberOfCalls: 1, throwExceptionWhenHalfOpenOrOpenState: true'))
  await loud.kafila.send('direct:start', { body: 'bad' })
  const { exception } = await loud.kafila.send('direct:start', { body: 'good' })
  expect(exceptionType(exception)).toBe('io.github.resilience4j.circuitbreaker.CallNotPermittedException')
  expect(exceptionMessage(exception)).toBe("CircuitBreaker 'guard' is OPEN and does not permit further calls")
})

test('steps that take too long fail with a TimeoutException, and what they make later is dropped', async () => {
  const clock = new ManualClock()
  const steps = '[ { delay: { constant: "100" } }, { setBody: { constant: late } }, { to: mock:late } ]'
  const { kafila, bodies } = await runRoutes(guarded('timeoutEnabled: true, timeoutDuration: 50', '', steps), { clock })
  const sending = kafila.send('direct:start', { body: 'x' })
  await clock.advance(50)
  const exchange = await sending
  expect([exceptionType(exchange.exception), exchange.body]).toEqual(['java.util.concurrent.TimeoutException', 'x'])
  expect(kafila.inFlight).toBe(1)
  await clock.advance(50)
  expect([bodies('late'), exchange.body, kafila.inFlight]).toEqual([['late'], 'x', 0])
})

test('the bulkhead lets so many in at a time; others wait as long as they may', async () => {
  const clock = new ManualClock()
  const steps = '[ { to: mock:in }, { delay: { constant: "100" } } ]'
  const bulkhead = 'bulkheadEnabled: true, bulkheadMaxConcurrentCalls: 1, bulkheadMaxWaitDuration: 120'
  const { kafila, bodies } = await runRoutes(guarded(bulkhead, '', steps), { clock })
  const all = Promise.all([1, 2, 3].map(body => kafila.send('direct:start', { body })))
  await settled()
  expect(bodies('in')).toEqual([1])
  await clock.advance(100)
  expect(bodies('in')).toEqual([1, 2])
  await clock.advance(100)
  const types = (await all).map(({ exception }) => exception && exceptionType(exception))
  expect(types).toEqual([undefined, undefined, 'io.github.resilience4j.bulkhead.BulkheadFullException'])
})

test('a redelivery of the route tries the whole call again where the error handler is inherited', async () => {
  const { kafila, bodies } = await runRoutes(`
- onException:
    exception: [ java.lang.Exception ]
    handled: { constant: "true" }
    redeliveryPolicy: { maximumRedeliveries: 2, redeliveryDelay: 0 }
    steps: [ { to: mock:handled } ]
${guarded('', ', inheritErrorHandler: true')}`)
  await kafila.send('direct:start', { body: 'bad' })
  expect([bodies('try').length, bodies('handled').length]).toEqual([3, 1])
})

test('options of the step go before those of the named bean, these before properties', async () => {
  const { kafila, bodies } = await runRoutes(`
- beans:
    - name: strict
      type: org.apache.camel.model.Resilience4jConfigurationDefinition
      properties: { minimumNumberOfCalls: "3", slidingWindowSize: "3" }
- from:
    uri: direct:start
    steps:
      - circuitBreaker:
          configuration: strict
          resilience4jConfiguration: { minimumNumberOfCalls: 1 }
          steps: ${STEPS}
          onFallback: { steps: [ { to: mock:fallback } ] }
`)
  for (let i = 0; i < 2; i++) await kafila.send('direct:start', { body: 'bad' })
  expect([bodies('try').length, bodies('fallback').length]).toEqual([1, 2])
})

test.each([
  ['failureRateThreshold: 101', 'failureRateThreshold must be in range (0,100]'],
  ['slidingWindowSize: 0', 'slidingWindowSize must be greater than 0'],
  ['bulkheadMaxWaitDuration: -1', 'bulkheadMaxWaitDuration must not be negative'],
])('%s keeps the route from starting', async (option, reason) => {
  await expect(runRoutes(guarded(option))).rejects.toThrow(reason)
})
