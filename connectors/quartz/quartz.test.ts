import { describe, expect, test } from 'vitest'
import { cronPattern, openCron } from '../../src/kit/quartz/cron-schedule.ts'
import { ManualClock } from '../../test/helpers/manual-clock.ts'
import { runRoutes } from '../../test/helpers/run-routes.ts'

const next = async (expression: string, from: string, zone = 'UTC') => {
  const time = (await openCron(expression, zone)).next(Date.parse(from))
  return time === undefined ? undefined : new Date(time).toISOString()
}

describe('a Quartz expression', () => {
  // the meaning is Quartz's own documentation's; 25 November 2026 is a Wednesday
  test.each([
    ['0 0 12 * * ?', '2026-11-25T12:00:00.000Z'],
    ['0 15 10 ? * MON-FRI', '2026-11-25T10:15:00.000Z'],
    ['0 0/5 14,18 * * ?', '2026-11-25T14:00:00.000Z'],
    ['0 15 10 15 * ?', '2026-12-15T10:15:00.000Z'],
    ['0 15 10 L * ?', '2026-11-30T10:15:00.000Z'],
    ['0 15 10 ? * 6L', '2026-11-27T10:15:00.000Z'],
    ['0 15 10 ? * 6#3', '2026-12-18T10:15:00.000Z'],
    ['0 0 12 ? * 1', '2026-11-29T12:00:00.000Z'],
    ['0 0 12 ? * SUN', '2026-11-29T12:00:00.000Z'],
    ['0 0 12 ? * L', '2026-11-28T12:00:00.000Z'],
    ['0 11 11 11 NOV ?', '2027-11-11T11:11:00.000Z'],
    ['0 0 0 1 1 ? 2030', '2030-01-01T00:00:00.000Z'],
    ['0 0 22-2 * * ?', '2026-11-25T01:00:00.000Z'],
    ['0 0 0 ? * FRI-MON', '2026-11-27T00:00:00.000Z'],
    ['30 * * * * ?', '2026-11-25T00:00:30.000Z'],
    ['0 0 0 1 1 ? 2020', undefined],
  ])('%s comes next at %s', async (expression, expected) => {
    expect(await next(expression, '2026-11-25T00:00:00Z')).toBe(expected)
  })

  test('keeps to its time zone, over a change of the clock', async () => {
    expect(await next('0 0 12 * * ?', '2026-10-24T11:00:00Z', 'Europe/Berlin')).toBe('2026-10-25T11:00:00.000Z')
    expect(await next('0 0 12 * * ?', '2026-10-23T11:00:00Z', 'Europe/Berlin')).toBe('2026-10-24T10:00:00.000Z')
  })

  test.each(['0 0 0 * * *', '0 0 0 ? * ?', '0 0 0 ? *', 'often', '0 0 0 L-3 * ?'])('%s is refused', expression => {
    expect(() => cronPattern(expression)).toThrow()
  })
})

async function run(uri: string, work?: () => unknown) {
  const clock = new ManualClock()
  const steps = work === undefined ? '{ to: mock:end }' : '{ to: mock:end }, { to: "bean:work" }'
  const routes = await runRoutes(`- route: { id: q, from: { uri: "${uri}", steps: [ ${steps} ] } }`, {
    clock,
    ...(work && { beans: { work } }),
  })
  return { clock, count: () => routes.received('end').length, ...routes }
}

test('a simple trigger fires once and then as often as repeatCount says', async () => {
  const { clock, count } = await run('quartz:g/t?trigger.repeatCount=2&trigger.repeatInterval=100&triggerStartDelay=50')
  await clock.advance(49)
  expect(count()).toBe(0)
  await clock.advance(101)
  expect(count()).toBe(2)
  await clock.advance(1000)
  expect(count()).toBe(3)
})

test('without options it fires every second without end', async () => {
  const { clock, count } = await run('quartz:t')
  await clock.advance(3500)
  expect(count()).toBe(4)
})

test('headers tell the trigger and its times', async () => {
  const { clock, received } = await run('quartz:g/t?trigger.repeatInterval=100&triggerStartDelay=0')
  await clock.advance(100)
  const second = received('end')[1]!
  expect(second.header('triggerGroup')).toBe('g')
  expect(second.header('triggerName')).toBe('t')
  expect(second.header('previousFireTime')).toEqual(new Date(clock.now() - 100))
  expect(second.header('nextFireTime')).toEqual(new Date(clock.now() + 100))
})

test('messages overlap, up to ten; with stateful=true they follow each other', async () => {
  const never = () => new Promise(() => undefined)
  const overlapping = await run('quartz:t?trigger.repeatInterval=10&triggerStartDelay=0', never)
  await overlapping.clock.advance(1000)
  expect(overlapping.count()).toBe(10)
  const stateful = await run('quartz:t?trigger.repeatInterval=10&triggerStartDelay=0&stateful=true', never)
  await stateful.clock.advance(1000)
  expect(stateful.count()).toBe(1)
})

test('an expression whose times are over fails the start, unless that is accepted', async () => {
  await expect(run('quartz:t?cron=0+0+0+1+1+?+2001')).rejects.toMatchObject({ code: 'KF_CONN_CRON' })
  await run('quartz:t?cron=0+0+0+1+1+?+2001&ignoreExpiredNextFireTime=true')
})
