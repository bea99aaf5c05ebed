import { createKafila, mocks, validateRoutes } from 'kafila'
import { expect, onTestFinished, test } from 'vitest'
import plugIn, { __WORD__ } from './index.js'

const plugIns = [plugIn]

async function start(text) {
  const kafila = await createKafila({ routes: [{ file: 'test.camel.yaml', text }], plugIns })
  onTestFinished(() => kafila.stop())
  await kafila.start()
  return kafila
}

test('its steps run for the first messages that match', async () => {
  const kafila = await start(`
- from:
    uri: direct:in
    steps:
      - __WORD__: { simple: "\${body} > 10", first: 2, steps: [ { to: mock:first } ] }
      - to: mock:all
`)
  for (const body of [5, 20, 30, 40]) await kafila.send('direct:in', { body })
  const bodies = name =>
    mocks(kafila)
      .endpoint(name)
      .received.map(exchange => exchange.body)
  expect(bodies('first')).toEqual([20, 30])
  expect(bodies('all')).toEqual([5, 20, 30, 40])
})

test('a wrong option is an error with its place', async () => {
  const text = '- from:\n    uri: direct:in\n    steps:\n      - __WORD__: { frist: 2, steps: [ { stop: {} } ] }\n'
  const [problem, ...others] = await validateRoutes({ routes: [{ file: 'test.camel.yaml', text }], plugIns })
  expect(others).toEqual([])
  expect(problem.message).toContain('frist')
  expect(problem.at.line).toBe(4)
})

test.each(__WORD__.examples)('the example "$title" is right', async ({ yaml }) => {
  expect(await validateRoutes({ routes: [{ file: 'example.camel.yaml', text: yaml }], plugIns })).toEqual([])
})
