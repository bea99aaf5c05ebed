import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { asTypeScript } from '../dsl/as-typescript.ts'
import { CASES, caseName, checkCase, findCases } from './runner/suite.ts'

/** Cases that are expected to fail in any case (conformance.test.ts). */
const expected: Readonly<Record<string, string>> = JSON.parse(readFileSync(new URL('expected-failures.json', import.meta.url), 'utf8'))
/** Every tenth case: that they are the same models holds for all (test/dsl); `npm run conformance -- test/conformance/cases --typescript` runs all. */
const paths = findCases(CASES).filter((path, index) => index % 10 === 0 && expected[caseName(path)] === undefined)

describe.concurrent('routes that went by way of TypeScript do what Camel was recorded doing', () => {
  for (const path of paths)
    test(caseName(path), async () => {
      const { differences } = await checkCase(path, asTypeScript)
      expect(differences).toEqual([])
    })
})
