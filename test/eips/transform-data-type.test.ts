import { expect, test } from 'vitest'
import { runRoutes } from '../helpers/run-routes.ts'

async function run(route: string, body: unknown) {
  const { kafila, received } = await runRoutes(`- route: { id: main, ${route} }`)
  const exchange = await kafila.send('direct:start', { body })
  return { exchange, end: received('end')[0] }
}

const steps = (...list: string[]) => `from: { uri: "direct:start", steps: [ ${[...list, '{ to: "mock:end" }'].join(', ')} ] }`

test('text-plain makes text and says so in a header', async () => {
  const { end } = await run(steps('{ transformDataType: { toType: text-plain } }'), [1, 2])
  expect([end!.body, end!.header('Content-Type'), end!.property('CamelCharsetName')]).toEqual(['[1, 2]', 'text/plain', 'UTF-8'])
})

test('application-json takes JSON text as it is, and a map only as the class that a property names', async () => {
  const step = '{ transformDataType: { toType: application-json } }'
  expect((await run(steps(step), '{"a":1}')).end!.body).toEqual(Buffer.from('{"a":1}'))
  expect((await run(steps(step), { a: 1 })).exchange.exception).toMatchObject({
    type: 'org.apache.camel.CamelExecutionException',
    message: 'Failed to apply Json output data type on exchange on the exchange: Exchange[]',
  })
  const named = '{ setProperty: { name: X-Content-Class, constant: java.util.Map } }'
  expect((await run(steps(named, step), { a: 1 })).end!.body).toEqual(Buffer.from('{"a":1}'))
})

test('a type that nothing makes keeps the route from starting', async () => {
  await expect(run(steps('{ transformDataType: { toType: nope } }'), '')).rejects.toMatchObject({
    details: { diagnostics: [{ message: expect.stringContaining('No transformer from: null to:nope') }] },
  })
})

test('an inputType converts the body before the steps, an outputType behind them', async () => {
  const { exchange, end } = await run(
    `inputType: { urn: "java:java.lang.Integer" }, outputType: { urn: "java:java.lang.String" }, ${steps()}`,
    '5',
  )
  expect([end!.body, exchange.body]).toEqual([5, '5'])
})

test('an inputType that cannot be made goes to the error handling of the route, an outputType does not', async () => {
  const handled = 'errorHandler: { deadLetterChannel: { deadLetterUri: "mock:end" } }'
  const first = await run(`${handled}, inputType: { urn: "java:java.lang.Integer" }, ${steps()}`, 'x')
  expect([first.exchange.exception, first.end!.body]).toEqual([undefined, 'x'])
  const last = await run(`${handled}, outputType: { urn: "java:java.lang.Integer" }, ${steps()}`, 'x')
  expect(last.exchange.exception).toMatchObject({ type: 'org.apache.camel.CamelExecutionException' })
})

test('a message that was declared to be one type is not silently another', async () => {
  const { exchange } = await run(`inputType: { urn: "my:order" }, outputType: { urn: "my:result" }, ${steps()}`, 'x')
  expect(exchange.exception).toMatchObject({ message: "No Transformer found for [from='my:order', to='my:result']" })
})

test('a type that is to be validated fails where nothing validates it', async () => {
  const { exchange } = await run(`inputType: { urn: "my:order", validate: true }, ${steps()}`, 'x')
  expect(exchange.exception).toMatchObject({ type: 'org.apache.camel.ValidationException' })
})
