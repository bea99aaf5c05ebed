import { expect, test } from 'vitest'
import { validateRoutes } from '../../../src/index.ts'

async function fixOf(predicate: string): Promise<string | undefined> {
  const text = `- from: { uri: "direct:a", steps: [ { filter: { simple: ${JSON.stringify(predicate)}, steps: [ { log: a } ] } } ] }`
  const [found, ...others] = await validateRoutes({ routes: [{ file: 'a.yaml', text }], env: {} })
  expect([found?.code, others]).toEqual(['KF_EXPR_SYNTAX', []])
  return found?.fix
}

test.each([
  ['${body} = 1', '=='],
  ['${body} === 1', '=='],
  ["${body} <> 'a'", '!='],
  ["${body} eq 'a'", '=='],
  ['${body} == 1 and ${body} > 2', '&&'],
  ['${body} == 1 OR ${body} > 2', '||'],
  ["${body} like 'a'", 'regex'],
  ['body == 1', '${body}'],
  ["header.kind == 'a'", '${header.kind}'],
])('what %s was meant to be is told', async (predicate, meant) => {
  expect(await fixOf(predicate)).toBe(`did you mean \`${meant}\`?`)
})

test('where nothing can be guessed nothing is', async () => {
  expect(await fixOf("${body} =! 'a'")).toBe(undefined)
  expect(await fixOf("nothing == 'a'")).toBe(undefined)
})
