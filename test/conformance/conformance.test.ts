import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { CASES, caseName, checkCase, findCases } from './runner/suite.ts'

const here = fileURLToPath(new URL('.', import.meta.url))
/** Cases that are expected to fail, each with its reason; the list only shrinks. */
const expected: Readonly<Record<string, string>> = JSON.parse(readFileSync(join(here, 'expected-failures.json'), 'utf8'))
const paths = findCases(CASES)

describe.concurrent('Camel behaves here as it was recorded', () => {
  for (const path of paths) {
    const name = caseName(path)
    const reason = expected[name]
    test(reason === undefined ? name : `${name} (expected to differ: ${reason})`, async () => {
      const { differences } = await checkCase(path)
      if (reason === undefined) expect(differences).toEqual([])
      else expect(differences, 'the case passes now: take it from expected-failures.json').not.toEqual([])
    })
  }
})

test('expected failures name cases that exist', () => {
  const names = new Set(paths.map(caseName))
  expect(Object.keys(expected).filter(name => !names.has(name))).toEqual([])
})
