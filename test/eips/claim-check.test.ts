import { expect, test } from 'vitest'
import { runRoutes } from '../helpers/run-routes.ts'

const back = (filter: string) => `
- route:
    id: main
    from:
      uri: direct:start
      steps:
        - claimCheck: { operation: Push }
        - setBody: { constant: changed }
        - setHeader: { name: a, constant: changed }
        - setHeader: { name: b, constant: changed }
        - claimCheck: { operation: Pop${filter === '' ? '' : `, filter: "${filter}"`} }
`

async function popped(filter: string): Promise<unknown[]> {
  const { kafila } = await runRoutes(back(filter))
  const exchange = await kafila.send('direct:start', { body: 'x', headers: { a: 1, b: 2 } }, 'InOut')
  return [exchange.body, exchange.header('a') ?? null, exchange.header('b') ?? null]
}

test('everything comes back without a filter', async () => {
  expect(await popped('')).toEqual(['x', 1, 2])
})

test('a filter names what comes back', async () => {
  expect(await popped('body')).toEqual(['x', 'changed', 'changed'])
  expect(await popped('headers')).toEqual(['changed', 1, 2])
  expect(await popped('header:a')).toEqual(['changed', 1, 'changed'])
  expect(await popped('header:(a|b)')).toEqual(['changed', 1, 2])
})

test('a filter leaves out what stands behind a minus, and takes off what stands behind two', async () => {
  expect(await popped('-body')).toEqual(['changed', 1, 2])
  expect(await popped('-header:a')).toEqual(['x', 'changed', 2])
  expect(await popped('body,--header:a')).toEqual(['x', null, 'changed'])
  expect(await popped('--body')).toEqual([null, 1, 2])
})
