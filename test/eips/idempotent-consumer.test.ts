import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { FileIdempotentRepository } from '../../src/stores/file-idempotent-repository.ts'
import { newFolder, runRoutes } from '../helpers/run-routes.ts'

const consumer = (options = '') => `
- route:
    id: main
    from:
      uri: direct:start
      steps:
        - idempotentConsumer: { header: id, idempotentRepository: repo${options}, steps: [ { to: mock:first } ] }
        - filter: { simple: "\${body} == 'bad'", steps: [ { throwException: { exceptionType: java.io.IOException, message: bad } } ] }
`

/** A repository that answers later, as one behind a network does. */
function slowRepository() {
  const keys = new Set<string>()
  const confirmed: string[] = []
  return {
    confirmed,
    add: async (key: string) => !keys.has(key) && !!keys.add(key),
    contains: async (key: string) => keys.has(key),
    remove: async (key: string) => keys.delete(key),
    confirm: async (key: string) => confirmed.push(key) > 0,
  }
}

test('a repository that answers later is waited for, and told of the end', async () => {
  const repo = slowRepository()
  const { kafila, bodies } = await runRoutes(consumer(), { beans: { repo } })
  for (const body of ['a', 'b']) await kafila.send('direct:start', { body, headers: { id: 1 } })
  expect(bodies('first')).toEqual(['a'])
  expect(repo.confirmed).toEqual(['1'])
})

test('the id of a message that fails behind the steps is taken back', async () => {
  const { kafila, bodies } = await runRoutes(consumer(), { beans: { repo: slowRepository() } })
  for (const body of ['bad', 'good']) await kafila.send('direct:start', { body, headers: { id: 1 } })
  expect(bodies('first')).toEqual(['bad', 'good'])
})

test('a bean that is no repository is refused when the route is built', async () => {
  await expect(runRoutes(consumer(), { beans: { repo: {} } })).rejects.toThrow('no methods add, contains, remove and confirm')
})

test('a file repository knows its keys again, and forgets the oldest beyond its size', async () => {
  const path = join(newFolder(), 'ids', 'seen.txt')
  const limits = { cacheSize: 2, maxFileStoreSize: 1000 }
  const first = new FileIdempotentRepository(path, limits)
  expect([await first.add('a'), await first.add('b'), await first.add('a')]).toEqual([true, true, false])
  const again = new FileIdempotentRepository(path, limits)
  expect([await again.contains('a'), await again.add('c'), await again.contains('a')]).toEqual([true, true, false])
  expect(readFileSync(path, 'utf8')).toBe('a\nb\nc\n')
  await again.remove('b')
  expect(readFileSync(path, 'utf8')).toBe('c\n')
})
