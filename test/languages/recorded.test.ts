import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { checkCase, findCases } from '../conformance/runner/suite.ts'

/** Cases in the form of `test/conformance`, recorded from Camel too: many small questions to one language each. */
describe('the languages do what Camel was recorded to do', () => {
  it.each(findCases(fileURLToPath(new URL('recorded', import.meta.url))).map(path => ({ name: basename(path, '.yaml'), path })))(
    '$name',
    async ({ path }) => {
      expect((await checkCase(path)).differences).toEqual([])
    },
  )
})
