import { expect, test } from 'vitest'
import { runRoutes } from '../helpers/run-routes.ts'

const list = (options: string) => `
- route:
    id: main
    from:
      uri: direct:start
      steps:
        - recipientList: { ${options} }
        - to: mock:end
`

test('nothing is sent where one of the endpoints does not exist', async () => {
  const { kafila, bodies } = await runRoutes(list('header: to'))
  const exchange = await kafila.send('direct:start', { body: 'x', headers: { to: 'mock:a,nosuch:b' } })
  expect(bodies('a')).toEqual([])
  expect(exchange.exception).toMatchObject({ type: 'org.apache.camel.NoSuchEndpointException' })
})

test('a component that is not allowed fails even where invalid endpoints are ignored', async () => {
  const { kafila } = await runRoutes(list('header: to, ignoreInvalidEndpoints: true, allowedSchemes: "mock"'))
  const exchange = await kafila.send('direct:start', { body: 'x', headers: { to: 'direct:start' } })
  expect(String(exchange.exception)).toContain('Scheme direct is not in the allowed schemes')
})

test('without endpoints the route goes on', async () => {
  const { kafila, bodies } = await runRoutes(list('header: to'))
  await kafila.send('direct:start', { body: 'x' })
  expect(bodies('end')).toEqual(['x'])
})

test('a comma inside parentheses does not part endpoints', async () => {
  const { kafila, received } = await runRoutes(list('header: to'))
  await kafila.send('direct:start', { body: 'x', headers: { to: 'mock:a(1,2),mock:b' } })
  expect(received('a(1,2)')).toHaveLength(1)
  expect(received('b')).toHaveLength(1)
})

test("a failure of its expression goes to the route's error handler, one of a recipient has been there already", async () => {
  const yaml = `
- onException: { exception: [ java.lang.Exception ], handled: { constant: "true" }, steps: [ { to: "mock:failed" } ] }
- from: { uri: "direct:start", steps: [ { recipientList: { simple: "\${body.foo}" } } ] }
- from: { uri: "direct:send", steps: [ { recipientList: { constant: "direct:bad" } } ] }
- route: { errorHandler: { noErrorHandler: {} }, from: { uri: "direct:bad", steps: [ { throwException: { exceptionType: java.io.IOException, message: x } } ] } }
`
  const { kafila, bodies } = await runRoutes(yaml)
  await kafila.send('direct:start', { body: 'a' })
  await kafila.send('direct:send', { body: 'b' })
  expect(bodies('failed')).toEqual(['a', 'b'])
})

test('an empty delimiter is refused', async () => {
  const yaml = `
- from: { uri: "direct:start", steps: [ { recipientList: { constant: "mock:a", delimiter: "" } } ] }
`
  await expect(runRoutes(yaml)).rejects.toMatchObject({ details: { diagnostics: [{ code: 'KF_ROUTE_INVALID' }] } })
})

test('each message goes where it says itself, whatever the one before said', async () => {
  const { kafila, bodies } = await runRoutes(list('header: to'))
  for (const [body, to] of [
    ['1', 'mock:a,mock:b'],
    ['2', 'mock:a,mock:b'],
    ['3', 'mock:b'],
    ['4', 'mock:a,mock:b'],
    ['5', ['mock:b', 'mock:a']],
  ])
    await kafila.send('direct:start', { body, headers: { to } })
  expect(bodies('a')).toEqual(['1', '2', '4', '5'])
  expect(bodies('b')).toEqual(['1', '2', '3', '4', '5'])
})
