import { expect, test } from 'vitest'
import { runRoutes } from '../helpers/run-routes.ts'

async function run(steps: string, message: Record<string, unknown>) {
  const { kafila, received } = await runRoutes(`- from: { uri: "direct:start", steps: [ ${steps}, { to: "mock:end" } ] }`)
  const exchange = await kafila.send('direct:start', message)
  return { exchange, end: received('end')[0] }
}

test('a body becomes another type, under the charset that is named, which is not kept', async () => {
  const { end } = await run('{ convertBodyTo: { type: "byte[]", charset: iso-8859-1 } }', { body: 'ü' })
  expect(end!.body).toEqual(Buffer.from([0xfc]))
  expect(end!.property('CamelCharsetName')).toBeUndefined()
})

test('a body that has no way to the type fails, or is null where it is not mandatory', async () => {
  expect((await run('{ convertBodyTo: java.util.Date }', { body: [1] })).exchange.exception).toMatchObject({
    type: 'org.apache.camel.InvalidPayloadException',
  })
  expect((await run('{ convertBodyTo: { type: java.util.Date, mandatory: false } }', { body: [1] })).end!.body).toBeNull()
})

test('a type that does not exist keeps the route from starting', async () => {
  await expect(run('{ convertBodyTo: com.acme.Nothing }', {})).rejects.toMatchObject({
    details: { diagnostics: [{ code: 'KF_EXPR_UNKNOWN_TYPE' }] },
  })
})

test('a header or variable is converted where it is, or into another', async () => {
  const { end } = await run('{ convertHeaderTo: { name: h, type: int } }, { convertVariableTo: { name: v, type: String, toName: w } }', {
    headers: { h: '5' },
    variables: { v: 7 },
  })
  expect([end!.header('h'), end!.variable('v'), end!.variable('w')]).toEqual([5, 7, '7'])
})

test('a missing header is left alone, a missing variable is a failure', async () => {
  expect((await run('{ convertHeaderTo: { name: h, type: int } }', {})).end).toBeDefined()
  expect((await run('{ convertVariableTo: { name: v, type: int } }', {})).exchange.exception).toMatchObject({
    type: 'org.apache.camel.NoSuchVariableException',
  })
})

test('marshal and unmarshal work on variables, and the body stays', async () => {
  const { end } = await run(
    '{ marshal: { json: {}, variableSend: v, variableReceive: text } }, { unmarshal: { json: {}, variableSend: text, variableReceive: back } }',
    {
      body: 'hello',
      variables: { v: { a: [1, true] } },
    },
  )
  expect([end!.body, end!.variable('back')]).toEqual(['hello', { a: [1, true] }])
})

test('unmarshal refuses null unless it is allowed', async () => {
  expect((await run('{ unmarshal: { json: {} } }', { body: null })).exchange.exception).toMatchObject({
    type: 'org.apache.camel.NoTypeConversionAvailableException',
  })
  expect((await run('{ unmarshal: { json: {}, allowNullBody: true } }', { body: null })).end!.body).toBeNull()
})
