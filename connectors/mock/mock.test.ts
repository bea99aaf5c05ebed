import { expect, test } from 'vitest'
import { mocks } from '../../src/index.ts'
import { runRoutes } from '../../test/helpers/run-routes.ts'

const run = (uri: string) => runRoutes(`- from: { uri: "direct:start", steps: [ { to: "${uri}" }, { setBody: { constant: changed } } ] }`)

test('keeps messages as they were on arrival', async () => {
  const { kafila, bodies } = await run('mock:end')
  await kafila.send('direct:start', { body: 'as it was' })
  expect(bodies('end')).toEqual(['as it was'])
})

test.each([
  ['mock:end?retainFirst=2', [1, 2]],
  ['mock:end?retainLast=2', [3, 4]],
])('%s keeps %j of four and counts them all', async (uri, expected) => {
  const { kafila, bodies } = await run(uri)
  for (let i = 1; i <= 4; i++) await kafila.send('direct:start', { body: i })
  expect(bodies('end')).toEqual(expected)
  expect(mocks(kafila).endpoint('end').count).toBe(4)
})
