import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { builtInCatalog } from '../../../src/index.ts'
import { readTestFile, runTestFile } from '../../../src/testing/index.ts'

const PAGE = readFileSync(new URL('../../../docs/guides/test-routes.md', import.meta.url), 'utf8')

test('the tests that the guide shows pass', async () => {
  const [routes, tests] = [...PAGE.matchAll(/```yaml\n([\s\S]*?)```/g)].map(each => each[1]!)
  const catalog = builtInCatalog()
  const { testFile, diagnostics } = readTestFile(tests!, 'orders.test.yaml', catalog)
  expect(diagnostics).toEqual([])
  const tested = { routes: [{ file: 'orders.camel.yaml', text: routes! }], catalog }
  const { results } = await runTestFile(testFile!, tested, { folder: '.' })
  expect(results.map(({ failures }) => failures)).toEqual([[], []])
})
