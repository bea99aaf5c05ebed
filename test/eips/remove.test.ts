import { expect, test } from 'vitest'
import { runRoutes } from '../helpers/run-routes.ts'

async function left(step: string): Promise<string[]> {
  const { kafila, received } = await runRoutes(`- from: { uri: "direct:start", steps: [ ${step}, { to: "mock:end" } ] }`)
  await kafila.send('direct:start', { headers: { Alpha: 1, beta: 2, gamma: 3, 'a.b': 4 } })
  return received('end')[0]!
    .headerEntries()
    .map(([name]) => name)
}

test('one header goes by its name, without case; a pattern is just a name', async () => {
  expect(await left('{ removeHeader: ALPHA }')).toEqual(['beta', 'gamma', 'a.b'])
  expect(await left('{ removeHeader: "*" }')).toEqual(['Alpha', 'beta', 'gamma', 'a.b'])
})

test('several go by a wildcard at the end, or a regular expression over the whole name', async () => {
  expect(await left('{ removeHeaders: "A*" }')).toEqual(['beta', 'gamma'])
  expect(await left('{ removeHeaders: "(alpha|beta)" }')).toEqual(['gamma', 'a.b'])
  expect(await left('{ removeHeaders: "a" }')).toEqual(['Alpha', 'beta', 'gamma', 'a.b'])
})

test('what excludePattern matches stays; a comma in it is part of the pattern', async () => {
  expect(await left('{ removeHeaders: { pattern: "*", excludePattern: "alpha|beta" } }')).toEqual(['Alpha', 'beta'])
  expect(await left('{ removeHeaders: { pattern: "*", excludePattern: "alpha,beta" } }')).toEqual([])
})

test('a text that is no regular expression matches only itself', async () => {
  expect(await left('{ removeHeaders: "(" }')).toEqual(['Alpha', 'beta', 'gamma', 'a.b'])
})

test('the name of a variable to remove may be a simple text', async () => {
  const { kafila, received } = await runRoutes(`
- from:
    uri: direct:start
    steps:
      - setVariable: { name: a, constant: 1 }
      - setVariable: { name: b, constant: 2 }
      - removeVariable: { name: "\${body}" }
      - to: mock:end`)
  await kafila.send('direct:start', { body: 'a' })
  expect([received('end')[0]!.variable('a'), received('end')[0]!.variable('b')]).toEqual([undefined, '2'])
})
