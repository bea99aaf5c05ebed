import { expect, test } from 'vitest'
import { testOfSamples } from '../../src/cli/actions/test-of-samples.ts'
import { builtInCatalog } from '../../src/index.ts'
import type { Sample } from '../../src/observe/tap.ts'
import { readTestFile } from '../../src/testing/index.ts'

const text = (body: string) => ({ headers: { id: 7, CamelTimerCounter: 1 }, bodyType: 'text' as const, body, cut: false })
const sample: Sample = {
  route: 'orders',
  exchangeId: 'x',
  pattern: 'InOnly',
  at: 0,
  durationMs: 1,
  outcome: 'completed',
  in: text('{"id":1}'),
  out: text('taken'),
  steps: [
    {
      id: 'to1',
      name: 'to',
      at: 0,
      durationMs: 1,
      endpoint: 'http://shop.example/orders?bridgeEndpoint=true',
      body: { bodyType: 'text', body: 'taken', cut: false },
    },
    { id: 'to2', name: 'to', at: 0, durationMs: 1, endpoint: 'kafka:audit?brokers=x', failure: 'java.io.IOException: no broker: x' },
    { id: 'to3', name: 'to', at: 0, durationMs: 1, endpoint: 'direct:next' },
  ],
}

test('a test has the message, mocks of what led out with what they answered, and the end', () => {
  const file = testOfSamples(
    [sample, { ...sample, outcome: 'failed', failure: 'java.io.IOException: no', steps: [] }],
    ['routes/orders.camel.yaml'],
    uri => !uri.startsWith('direct'),
  )
  const { testFile, diagnostics } = readTestFile(file, 'orders.test.yaml', builtInCatalog())
  expect(diagnostics).toEqual([])
  const [first, second] = testFile!.tests
  expect(testFile!.routes).toEqual(['orders.camel.yaml'])
  expect(first!.given).toMatchObject([{ route: 'orders', json: { id: 1 }, headers: { id: 7 } }])
  expect(first!.given[0]!.headers).not.toHaveProperty('CamelTimerCounter')
  expect(first!.mocks).toMatchObject([
    { endpoint: 'http://shop.example/orders', respond: { body: 'taken' } },
    { endpoint: 'kafka:audit', fail: { exception: 'java.io.IOException', message: 'no broker: x' } },
  ])
  expect(first!.expect).toMatchObject([{ outcome: 'completed' }, { reply: { body: 'taken' } }])
  expect(second!.expect[0]).toMatchObject({ outcome: 'failed', exception: 'java.io.IOException' })
})

test('what is covered or cut is not held against', () => {
  const { expect: wanted } = readTestFile(
    testOfSamples([{ ...sample, out: text('password=xxxxx') }], ['a.yaml'], () => false),
    'a.test.yaml',
    builtInCatalog(),
  ).testFile!.tests[0]!
  expect(wanted.length).toBe(1)
})
