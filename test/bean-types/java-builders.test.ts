import { expect, test } from 'vitest'
import { runRoutes } from '../helpers/run-routes.ts'

test('a text builder grows from message to message, and is text where text is wanted', async () => {
  const { kafila, bodies } = await runRoutes(`
- beans: [ { name: text, type: java.lang.StringBuilder, constructors: { 0: "<" } } ]
- from:
    uri: direct:start
    steps:
      - bean: { ref: text, method: "append(\${body})" }
      - convertBodyTo: String
      - to: mock:end
      - bean: { ref: text, method: length }
      - to: mock:end`)
  for (const body of ['ab', 7]) await kafila.send('direct:start', { body })
  expect(bodies('end')).toEqual(['<ab', 3, '<ab7', 4])
})
