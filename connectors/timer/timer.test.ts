import { describe, expect, test } from 'vitest'
import { ManualClock } from '../../test/helpers/manual-clock.ts'
import { runRoutes } from '../../test/helpers/run-routes.ts'
import { parseTime } from './parse-time.ts'

async function run(options: string, steps = '[ { to: mock:tick } ]') {
  const clock = new ManualClock()
  const routes = await runRoutes(`- route: { id: t, from: { uri: "timer:tick?${options}", steps: ${steps} } }`, { clock })
  return { clock, count: () => routes.received('tick').length, ...routes }
}

test('the first message comes after the delay, the others after the period', async () => {
  const { clock, count } = await run('delay=100&period=50')
  await clock.advance(99)
  expect(count()).toBe(0)
  await clock.advance(1)
  expect(count()).toBe(1)
  await clock.advance(100)
  expect(count()).toBe(3)
})

test('a period of 0 sends one message', async () => {
  const { clock, count } = await run('delay=0&period=0')
  await clock.advance(10_000)
  expect(count()).toBe(1)
})

test('a delay below 0 sends repeatCount messages without any pause', async () => {
  const { clock, count } = await run('delay=-1&repeatCount=4')
  await clock.advance(0)
  expect(count()).toBe(4)
})

test('metadata tells name, count, period and time', async () => {
  const { clock, received } = await run('delay=0&period=10&includeMetadata=true')
  await clock.advance(10)
  const exchange = received('tick')[1]!
  expect(exchange.property('CamelTimerName')).toBe('tick')
  expect(exchange.property('CamelTimerCounter')).toBe(2)
  expect(exchange.property('CamelTimerPeriod')).toBe(10)
  expect(exchange.property('CamelTimerFiredTime')).toEqual(new Date(clock.now()))
  expect(exchange.header('CamelMessageTimestamp')).toBe(clock.now())
})

test('messages follow each other: one that takes longer than the period delays the next', async () => {
  const { clock, count } = await run(
    'delay=0&period=10&repeatCount=3',
    '[ { to: mock:tick }, { delay: { constant: "100", asyncDelayed: false } } ]',
  )
  await clock.advance(99)
  expect(count()).toBe(1)
  await clock.advance(1)
  expect(count()).toBe(2)
})

test('one that waits in an asynchronous delay does not delay the next', async () => {
  const { clock, count } = await run('delay=0&period=10&repeatCount=3', '[ { to: mock:tick }, { delay: { constant: "100" } } ]')
  await clock.advance(20)
  expect(count()).toBe(3)
})

test('a suspended timer is silent, and goes on when it is resumed', async () => {
  const { clock, count, kafila } = await run('delay=0&period=10')
  await clock.advance(5)
  await kafila.routes.get('t')!.suspend()
  await clock.advance(100)
  expect(count()).toBe(1)
  await kafila.routes.get('t')!.resume()
  await clock.advance(10)
  expect(count()).toBe(2)
})

describe('the time of the first message', () => {
  test.each([
    ['2026-11-25 10:20:30', undefined],
    ['2026-11-25T10:20:30', undefined],
    ['25.11.2026 10h20m30', "dd.MM.yyyy HH'h'mm'm'ss"],
  ])('%s is read by the pattern %s', (text, pattern) => {
    expect(parseTime(text, pattern)).toBe(new Date(2026, 10, 25, 10, 20, 30).getTime())
  })

  test('is refused where it does not fit', () => {
    expect(() => parseTime('soon')).toThrow('expected a time as yyyy-MM-dd HH:mm:ss')
  })
})
