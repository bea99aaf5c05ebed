import { expect, test } from 'vitest'
import { exceptionMessage, exceptionType } from '../../src/core/exceptions.ts'
import { runRoutes } from '../helpers/run-routes.ts'

test('parameters become part of the URI', async () => {
  const { kafila, bodies } = await runRoutes(`
- route:
    id: main
    from: { uri: direct:start, steps: [ { toD: { uri: mock, parameters: { name: "\${header.to}" } } } ] }
`)
  await kafila.send('direct:start', { body: 'x', headers: { to: 'a' } })
  expect(bodies('a')).toEqual(['x'])
})

test('a property placeholder in what the message names is not resolved', async () => {
  const { kafila, received } = await runRoutes(`
- route:
    id: main
    from: { uri: direct:start, steps: [ { toD: "mock:\${header.to}" } ] }
`)
  await kafila.send('direct:start', { body: 'x', headers: { to: '{{folder}}' } })
  expect(received('{{folder}}')).toHaveLength(1)
})

test('the reply goes into a variable, and the pattern is put back', async () => {
  const { kafila, received } = await runRoutes(`
- route:
    id: main
    from: { uri: direct:start, steps: [ { toD: { uri: "direct:reply", variableReceive: answer, pattern: InOut } }, { to: mock:end } ] }
- route:
    id: reply
    from: { uri: direct:reply, steps: [ { setBody: { simple: "\${exchange.pattern}" } } ] }
`)
  await kafila.send('direct:start', { body: 'x' })
  const [end] = received('end')
  expect([end!.body, String(end!.variable('answer')), end!.pattern]).toEqual(['x', 'InOut', 'InOnly'])
})

test('an endpoint that does not exist is passed over with ignoreInvalidEndpoint', async () => {
  const { kafila } = await runRoutes(`
- route:
    id: main
    from: { uri: direct:start, steps: [ { toD: { uri: "\${header.to}", ignoreInvalidEndpoint: true } } ] }
`)
  expect((await kafila.send('direct:start', { headers: { to: 'nosuch:x' } })).exception).toBeUndefined()
})

test('what does not look like a scheme is a failure to resolve the endpoint', async () => {
  const { kafila } = await runRoutes(`
- route:
    id: main
    from: { uri: direct:start, steps: [ { toD: "\${header.to}" } ] }
`)
  const failure = async (to: string) => exceptionMessage((await kafila.send('direct:start', { body: 'x', headers: { to } })).exception)
  expect(await failure('mock e:e1')).toBe(
    'Failed to resolve endpoint: mock e:e1 due to: Illegal character in scheme name at index 4: mock%20e:e1',
  )
  expect(await failure(':x')).toBe('Failed to resolve endpoint: :x due to: Expected scheme name at index 0: :x')
  const noScheme = (await kafila.send('direct:start', { body: 'x', headers: { to: '== 1 ? null : x' } })).exception
  expect(exceptionType(noScheme)).toBe('org.apache.camel.NoSuchEndpointException')
})

test('an endpoint that only sends messages is one for which no producer can be made', async () => {
  const { kafila } = await runRoutes('- from: { uri: direct:start, steps: [ { toD: "timer:${body}" } ] }')
  const { exception } = await kafila.send('direct:start', { body: 'x' })
  expect(exceptionType(exception as Error)).toBe('org.apache.camel.FailedToCreateProducerException')
})
