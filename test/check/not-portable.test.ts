import { expect, test } from 'vitest'
import { validateRoutes } from '../../src/index.ts'

async function warnings(text: string, camel: boolean): Promise<string[]> {
  const diagnostics = await validateRoutes({ routes: [{ file: 'a.yaml', text }], camel })
  return diagnostics.map(each => `${each.at?.line}:${each.at?.column} ${each.severity} ${each.code} ${each.message}`)
}

const JSONATA = '- from:\n    uri: direct:start\n    steps:\n      - setBody: { jsonata: "a.b" }\n      - setBody: { simple: "${body}" }\n'

test('a file that uses an extension is not portable, and said to be so where that is asked', async () => {
  expect(await warnings(JSONATA, false)).toEqual([])
  expect(await warnings(JSONATA, true)).toEqual([
    expect.stringMatching(/^4:\d+ warning KF_ROUTE_NOT_PORTABLE not portable: Camel has no language jsonata$/),
  ])
})

test('what Camel has is portable', async () => {
  expect(await warnings('- from:\n    uri: timer:a\n    steps:\n      - marshal: { json: {} }\n      - to: log:x\n', true)).toEqual([])
})
