import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')

test('each case that is expected to fail stands in the document of the differences', () => {
  const document = read('../../docs/differences-from-camel.md')
  const cases = Object.keys(JSON.parse(read('expected-failures.json')))
  expect(cases.filter(name => !document.includes(`\`${name}\``))).toEqual([])
})
