import { expect, test } from 'vitest'
import { runRoutes } from '../../test/helpers/run-routes.ts'

const call = async (uri: string, body: unknown) => {
  const { kafila } = await runRoutes(`- from: { uri: "direct:start", steps: [ { to: "class:${uri}" } ] }`)
  return kafila.request('direct:start', { body })
}

test.each([
  ['java.lang.String?method=valueOf(${body})', true, 'true'],
  ["java.lang.String?method=join('-', ${body})", ['a', 'b'], 'a-b'],
  ['java.lang.Integer?method=parseInt(${body})', '42', 42],
  ['java.lang.Math?method=max(${body}, 7)', 5, 7],
])('%s of %j is %j', async (uri, body, expected) => {
  expect(await call(uri, body)).toBe(expected)
})

test('a class that has no counterpart is refused', async () => {
  await expect(call('com.acme.Nothing?method=x', 1)).rejects.toThrow('com.acme.Nothing')
})
