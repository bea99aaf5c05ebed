import { expect, test } from 'vitest'
import { validateRoutes } from '../../src/index.ts'

const ODD = '[a, { b: 1 }]'

/** Places where a resource wants a text, each given a list with a map in it. */
const FILES: Readonly<Record<string, string>> = {
  'the kind of a resource': `apiVersion: camel.apache.org/v1\nkind: ${ODD}\nspec: {}\n`,
  'the kind in a ref of a Pipe': `apiVersion: camel.apache.org/v1\nkind: Pipe\nmetadata: { name: p }\nspec: { source: { ref: { kind: ${ODD}, name: x } }, sink: { uri: "log:x" } }\n`,
  'a parameter of a Pipe': `apiVersion: camel.apache.org/v1\nkind: Pipe\nmetadata: { name: p }\nspec: { source: { uri: "timer:x", properties: { period: ${ODD} } }, sink: { uri: "log:x" } }\n`,
  'the name of a source of an Integration': `apiVersion: camel.apache.org/v1\nkind: Integration\nspec: { sources: [ { name: ${ODD}, content: "x" } ] }\n`,
  'the source of a route beside a rest service': `- rest:\n    path: /a\n    get:\n      - { to: "direct:x" }\n- route:\n    from: ${ODD}\n`,
}

for (const [place, text] of Object.entries(FILES)) {
  test(`a list with a map in it is reported as ${place}`, async () => {
    const diagnostics = await validateRoutes({ routes: [{ file: 'odd.yaml', text }] })
    expect(diagnostics.length).toBeGreaterThan(0)
    expect(diagnostics.every(each => each.code.startsWith('KF_'))).toBe(true)
  })
}
