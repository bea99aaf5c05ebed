import { expect, onTestFinished, test } from 'vitest'
import { type Sample, type TapOptions, tap } from '../../src/observe/tap.ts'
import { reloadRoutes } from '../../src/runtime/reload.ts'
import { runRoutes } from '../helpers/run-routes.ts'

const ORDERS = `- route:
    id: orders
    from:
      uri: seda:orders
      steps:
        - setHeader: { id: key, name: apiKey, constant: abc }
        - setBody: { id: upper, simple: "\${body.toUpperCase()}" }
        - choice:
            id: which
            when: [ { simple: "\${body} == 'BAD'", steps: [ { throwException: { id: throws, exceptionType: java.io.IOException, message: "password=abc" } } ] } ]
        - to: { id: send, uri: "mock:end?retainFirst=5" }
- route: { id: caller, from: { uri: "direct:caller", steps: [ { to: { id: call, uri: "direct:called" } } ] } }
- route: { id: called, from: { uri: "direct:called", steps: [ { setBody: { id: set, constant: answer } } ] } }
`

/** Routes with a tap, and what it has told. */
async function tapped(options: Omit<TapOptions, 'sample'>) {
  const routes = await runRoutes(ORDERS)
  const samples: Sample[] = []
  const stop = tap(routes.kafila, { perSecond: 1000, ...options, sample: each => void samples.push(each) })
  onTestFinished(stop)
  return { ...routes, samples, stop }
}

test('a sample has the message as it came and as it left, and what each step did, secrets covered', async () => {
  const { kafila, samples, until } = await tapped({ routes: 'orders' })
  await kafila.send('seda:orders', { body: 'x', headers: { id: 7, Authorization: 'Bearer abc' } })
  await until(() => samples.length === 1)
  const [{ steps, ...sample }] = samples as [Sample]
  const headers = { id: 7, Authorization: 'xxxxx' }
  expect(sample).toMatchObject({
    route: 'orders',
    outcome: 'completed',
    pattern: 'InOnly',
    in: { headers, bodyType: 'text', body: 'x', cut: false },
    out: { headers: { ...headers, apiKey: 'xxxxx' }, bodyType: 'text', body: 'X', cut: false },
  })
  expect(steps!.map(({ at: _at, durationMs: _duration, ...step }) => step)).toEqual([
    { id: 'key', name: 'setHeader', headers: { apiKey: 'xxxxx' } },
    { id: 'upper', name: 'setBody', body: { bodyType: 'text', body: 'X', cut: false } },
    { id: 'which', name: 'choice' },
    { id: 'send', name: 'to', endpoint: 'mock://end?retainFirst=5', sent: sample.out },
  ])
})

test('a failure is told at its step and of the message, its secrets covered', async () => {
  const { kafila, samples, until } = await tapped({ routes: 'orders' })
  await kafila.send('seda:orders', { body: 'bad' })
  await until(() => samples.length === 1)
  expect(samples[0]).toMatchObject({ outcome: 'failed', failure: 'java.io.IOException: password=xxxxx' })
  expect(samples[0]!.steps!.flatMap(({ id, failure }) => (failure ? [id] : []))).toEqual(['throws'])
})

test('a route that another one calls is seen there, and each tap sees its own route', async () => {
  const { kafila, samples } = await tapped({ routes: 'called' })
  const others: Sample[] = []
  onTestFinished(tap(kafila, { routes: 'caller', perSecond: 1000, sample: each => void others.push(each) }))
  await kafila.request('direct:caller', { body: 'a' })
  expect(samples.map(({ route, steps }) => [route, steps!.map(({ id }) => id)])).toEqual([['called', ['set']]])
  expect(others.map(({ route, steps }) => [route, steps!.map(({ id }) => id)])).toEqual([['caller', ['call']]])
})

test('a tap of a step shows what that did, inside of others too', async () => {
  const { kafila, samples, until } = await tapped({ steps: 'throws' })
  await kafila.send('seda:orders', { body: 'good' })
  await kafila.send('seda:orders', { body: 'bad' })
  await until(() => samples.length === 1)
  expect(samples[0]).toMatchObject({ route: 'orders', step: 'throws', outcome: 'failed', in: { body: 'BAD' }, out: { body: 'BAD' } })
  expect(samples[0]!.steps).toBeUndefined()
})

test('no more than so many a second are looked at, and none once it is over', async () => {
  const { kafila, samples, stop, bodies } = await tapped({ routes: 'called', perSecond: 0.5 })
  for (let i = 0; i < 20; i++) await kafila.request('direct:called', { body: i })
  expect(samples.length).toBe(1)
  stop()
  await kafila.request('direct:called', { body: 'a' })
  expect([samples.length, bodies('end')]).toEqual([1, []])
})

test('a route that a reload brings is looked at too', async () => {
  const { kafila, samples } = await tapped({ routes: 'new' })
  const added = '- route: { id: new, from: { uri: "direct:new", steps: [ { setBody: { id: n, constant: new } } ] } }\n'
  await reloadRoutes(kafila, { routes: [{ file: 'test.yaml', text: ORDERS + added }] }, AbortSignal.timeout(1000))
  expect(await kafila.request('direct:new', { body: 'a' })).toBe('new')
  expect(samples.map(({ route }) => route)).toEqual(['new'])
})

test('long bodies are cut, and of many steps the further ones are counted', async () => {
  const { kafila, samples, until } = await tapped({ routes: 'parts', most: 10 })
  const parts =
    '- route: { id: parts, from: { uri: "direct:parts", steps: [ { split: { id: s, simple: "${body}", steps: [ { setBody: { id: p, constant: p } } ] } } ] } }\n'
  await reloadRoutes(kafila, { routes: [{ file: 'test.yaml', text: ORDERS + parts }] }, AbortSignal.timeout(1000))
  await kafila.request('direct:parts', { body: Array.from({ length: 300 }, (_, i) => i) })
  await until(() => samples.length === 1)
  expect(samples[0]).toMatchObject({ stepsLeft: 101, in: { cut: true } })
  expect(samples[0]!.in.body.length).toBe(10)
})
