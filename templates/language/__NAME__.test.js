import { createKafila, validateRoutes } from 'kafila'
import { expect, onTestFinished, test } from 'vitest'
import plugIn, { __WORD__ } from './index.js'

const plugIns = [plugIn]

async function start(text) {
  const kafila = await createKafila({ routes: [{ file: 'test.camel.yaml', text }], plugIns })
  onTestFinished(() => kafila.stop())
  await kafila.start()
  return kafila
}

/** What an expression gives for a body. */
async function evaluate(expression, body) {
  const kafila = await start(`- from: { uri: direct:in, steps: [ { setBody: { __WORD__: ${JSON.stringify(expression)} } } ] }`)
  return kafila.request('direct:in', { body })
}

const order = { customer: { city: 'Oslo' }, items: [{ price: 3 }] }

test.each([
  ['customer.city', 'Oslo'],
  ['items.0.price', 3],
  ['customer.street', null],
  [{ expression: 'customer.street', otherwise: 'none' }, 'none'],
])('%j of an order is %j', async (expression, value) => {
  expect(await evaluate(expression, order)).toEqual(value)
  expect(await evaluate(expression, JSON.stringify(order))).toEqual(value)
})

test('a body that is no JSON fails the message', async () => {
  await expect(evaluate('a', 'no JSON')).rejects.toThrow('the body is no JSON')
})

test('a wrong text is an error with its place', async () => {
  const text = '- from:\n    uri: direct:in\n    steps:\n      - setBody: { __WORD__: "a..b" }\n'
  const [problem, ...others] = await validateRoutes({ routes: [{ file: 'test.camel.yaml', text }], plugIns })
  expect(others).toEqual([])
  expect(problem.message).toContain('a key is missing')
  expect(problem.at.line).toBe(4)
})

test.each(__WORD__.examples)('the example "$title" is right', async ({ yaml }) => {
  expect(await validateRoutes({ routes: [{ file: 'example.camel.yaml', text: yaml }], plugIns })).toEqual([])
})
