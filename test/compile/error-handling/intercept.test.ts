import { expect, test } from 'vitest'
import { runRoutes } from '../../helpers/run-routes.ts'

test('an intercept declared later runs first, and before the steps of the earlier one too', async () => {
  const yaml = `
- intercept: { steps: [ { setHeader: { name: order, simple: "\${header.order}A" } } ] }
- intercept: { steps: [ { setHeader: { name: order, simple: "\${header.order}B" } } ] }
- from: { uri: "direct:start", steps: [ { to: "mock:end" } ] }
`
  const { kafila, received } = await runRoutes(yaml)
  await kafila.send('direct:start', {})
  expect(received('end')[0]!.header('order')).toBe('BBA')
})

test('a send from outside is intercepted as one of a route is', async () => {
  const yaml = `
- interceptSendToEndpoint: { uri: "direct:*", skipSendToOriginalEndpoint: true, steps: [ { to: "mock:detour" } ] }
- from: { uri: "direct:start", steps: [ { to: "mock:end" } ] }
`
  const { kafila, received } = await runRoutes(yaml)
  await kafila.send('direct:start', { body: 'hello' })
  expect(received('detour').map(each => each.body)).toEqual(['hello'])
  expect(received('end')).toHaveLength(0)
})

test('behind the send afterUri gets the message, unless the endpoint is left out', async () => {
  const yaml = `
- interceptSendToEndpoint: { uri: "mock:one", afterUri: "mock:after", steps: [ { to: "mock:before" } ] }
- interceptSendToEndpoint: { uri: "mock:two", afterUri: "mock:after", skipSendToOriginalEndpoint: true, steps: [ { to: "mock:before" } ] }
- from: { uri: "direct:start", steps: [ { to: "mock:one" }, { to: "mock:two" } ] }
`
  const { kafila, received } = await runRoutes(yaml)
  await kafila.send('direct:start', {})
  expect(['before', 'one', 'two', 'after'].map(name => received(name).length)).toEqual([2, 1, 0, 1])
})

test('an interceptor whose predicate waits holds the step back', async () => {
  const yaml = `
- intercept: { onWhen: { method: { ref: decide } }, steps: [ { stop: {} } ] }
- from: { uri: "direct:start", steps: [ { to: "mock:end" } ] }
`
  const decide = (body: unknown) => Promise.resolve(body === 'bad')
  const { kafila, bodies } = await runRoutes(yaml, { beans: { decide } })
  await kafila.send('direct:start', { body: 'bad' })
  await kafila.send('direct:start', { body: 'good' })
  expect(bodies('end')).toEqual(['good'])
})

test('what runs behind the send needs a match, and runs behind a failed send too', async () => {
  const yaml = `
- interceptSendToEndpoint: { uri: "direct:sub", afterUri: "mock:after", onWhen: { simple: "\${body} != 'no'" }, steps: [ { to: "mock:before" } ] }
- from: { uri: "direct:start", steps: [ { to: "direct:sub" } ] }
- from: { uri: "direct:sub", steps: [ { throwException: { exceptionType: java.io.IOException, message: down } } ] }
`
  const { kafila, bodies } = await runRoutes(yaml)
  for (const body of ['yes', 'no']) await kafila.send('direct:start', { body }).catch(() => undefined)
  expect(bodies('after')).toEqual(['yes'])
})
