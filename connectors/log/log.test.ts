import { describe, expect, test } from 'vitest'
import type { MessageInput } from '../../src/index.ts'
import { ManualClock } from '../../test/helpers/manual-clock.ts'
import { runRoutes } from '../../test/helpers/run-routes.ts'

async function lines(options: string, message: MessageInput, before = ''): Promise<string[]> {
  const { kafila, records } = await runRoutes(
    `- route: { id: main, from: { uri: "direct:start", steps: [ ${before} { to: "log:x${options}" } ] } }`,
  )
  await kafila.send('direct:start', message)
  return records.filter(record => record.fromRoute).map(record => record.message)
}

describe('a line', () => {
  // as Camel 4.22 writes it
  test.each([
    ['', 'Exchange[ExchangePattern: InOnly, BodyType: String, Body: one two]'],
    ['?showHeaders=true', 'Exchange[Headers: {A=2, b=1}, BodyType: String, Body: one two]'],
    ['?showBody=false', 'Exchange[BodyType: String]'],
    ['?showBody=false&showBodyType=false', 'Exchange[]'],
    ['?showRouteId=true', 'Exchange[RouteId: main, BodyType: String, Body: one two]'],
    ['?showVariables=true', 'Exchange[Variables: {v=w}, BodyType: String, Body: one two]'],
    ['?showProperties=true', 'Exchange[Properties: {p=q}, BodyType: String, Body: one two]'],
    ['?multiline=true', 'Exchange[\n  BodyType: String\n  Body: one two\n]'],
    ['?style=Tab', 'Exchange[\tBodyType: String\tBody: one two]'],
    ['?style=Fixed', 'Exchange[\tBodyType            String\tBody                one two]'],
    ['?maxChars=20', 'Exchange[BodyType: String, ...]'],
    ['?plain=true&maxChars=3', 'one... [Body clipped after 3 chars, total length is 8]'],
    ['?plain=true', 'one two\n'],
    ['?skipBodyLineSeparator=false', 'Exchange[BodyType: String, Body: one two\n]'],
  ])('with %s', async (options, expected) => {
    const message = { body: 'one two\n', headers: { b: 1, A: 2 }, properties: { p: 'q' }, variables: { v: 'w' } }
    expect(await lines(options, message)).toEqual([expected])
  })

  test.each([
    [null, 'BodyType: null, Body: [Body is null]'],
    [5, 'BodyType: Integer, Body: 5'],
    [{ a: 1, b: ['x', null] }, 'BodyType: java.util.LinkedHashMap, Body: {a=1, b=[x, null]}'],
    [Buffer.from('{}'), 'BodyType: byte[], Body: {}'],
  ])('of the body %s', async (body, expected) => {
    expect(await lines('', { body })).toEqual([`Exchange[ExchangePattern: InOnly, ${expected}]`])
  })

  test('hides secrets with logMask', async () => {
    expect(await lines('?plain=true&logMask=true', { body: 'password=tiger, a=b' })).toEqual(['password=xxxxx, a=b'])
  })

  test('is not made where nobody writes it', async () => {
    expect(await lines('?level=OFF', { body: 1 })).toEqual([])
  })
})

test('with groupSize a line tells the throughput after so many messages', async () => {
  const clock = new ManualClock()
  const { kafila, records } = await runRoutes('- from: { uri: "direct:start", steps: [ { to: "log:x?groupSize=2" } ] }', { clock })
  for (let i = 0; i < 4; i++) {
    await kafila.send('direct:start')
    await clock.advance(100)
  }
  expect(records.map(record => record.message)).toEqual([
    'Received: 2 messages so far. Last group took: 100 millis which is: 20 messages per second. average: 20',
    'Received: 4 messages so far. Last group took: 200 millis which is: 10 messages per second. average: 13.333',
  ])
})

test('with groupInterval lines come by the clock, and only for intervals with messages', async () => {
  const clock = new ManualClock()
  const { kafila, records } = await runRoutes('- from: { uri: "direct:start", steps: [ { to: "log:x?groupInterval=100" } ] }', { clock })
  await kafila.send('direct:start')
  await clock.advance(350)
  expect(records.map(record => record.message.replace(/ Last.*/, ''))).toEqual(['Received: 1 new messages, with total 1 so far.'])
})
