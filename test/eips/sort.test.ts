import { expect, test } from 'vitest'
import { runRoutes } from '../helpers/run-routes.ts'

const sort = (options = 'simple: "${body}"') => `- from: { uri: direct:start, steps: [ { sort: { ${options} } } ] }`

test('texts sort by their characters, numbers by their value', async () => {
  const { kafila } = await runRoutes(sort())
  expect(await kafila.request('direct:start', { body: ['b', 'B', 'a'] })).toEqual(['B', 'a', 'b'])
  expect(await kafila.request('direct:start', { body: [10, 9, 1] })).toEqual([1, 9, 10])
})

test('a function of the host application gives the order', async () => {
  const { kafila } = await runRoutes(sort('simple: "${body}", comparator: byLength'), {
    beans: { byLength: (a: string, b: string) => a.length - b.length },
  })
  expect(await kafila.request('direct:start', { body: ['ccc', 'a', 'bb'] })).toEqual(['a', 'bb', 'ccc'])
})

test('elements of several types fail', async () => {
  const { kafila } = await runRoutes(sort())
  expect((await kafila.send('direct:start', { body: ['a', 1] })).exception).toMatchObject({ type: 'java.lang.ClassCastException' })
})
