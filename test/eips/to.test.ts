import { expect, test } from 'vitest'
import { runRoutes } from '../helpers/run-routes.ts'

const yaml = (to: string) => `
- from: { uri: "direct:start", steps: [ { to: ${to} }, { to: "mock:end" } ] }
- from:
    uri: direct:sub
    steps:
      - to: mock:sub
      - setHeader: { name: made, simple: "\${exchange.pattern}" }
      - setBody: { simple: "<\${body}>" }
`

async function run(to: string) {
  const running = await runRoutes(yaml(to))
  await running.kafila.send('direct:start', { body: 'hello', variables: { v: 'kept' } })
  return { end: running.received('end')[0]!, sub: running.received('sub')[0]! }
}

test('a variable is sent instead of the body, and the reply replaces that', async () => {
  const { end, sub } = await run('{ uri: "direct:sub", variableSend: v }')
  expect([sub.body, end.body]).toEqual(['kept', '<kept>'])
})

test('a variable takes the reply with its headers, and the message stays as it was', async () => {
  const { end } = await run('{ uri: "direct:sub", variableReceive: reply }')
  expect([end.body, end.header('made'), end.variable('reply'), end.variable('header:reply.made')]).toEqual([
    'hello',
    undefined,
    '<hello>',
    'InOnly',
  ])
})

test('another pattern holds for the one send only', async () => {
  const { end } = await run('{ uri: "direct:sub", pattern: InOut }')
  expect([end.header('made'), end.pattern]).toEqual(['InOut', 'InOnly'])
})

test('an unknown component is refused with the nearest name', async () => {
  await expect(runRoutes(yaml('"direkt:sub"'))).rejects.toMatchObject({
    details: { diagnostics: [{ code: 'KF_ROUTE_UNKNOWN_COMPONENT', fix: 'did you mean `direct`?' }] },
  })
})
