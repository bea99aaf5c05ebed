import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runRoutes } from '../helpers/run-routes.ts'

test('what was polled replaces the body and adds its headers', async () => {
  const { kafila, received } = await runRoutes(`
- route:
    id: main
    from: { uri: direct:start, steps: [ { pollEnrich: { constant: "seda:queue", timeout: "1s" } }, { to: mock:end } ] }
`)
  await kafila.send('seda:queue', { body: 'polled', headers: { q: 1 } })
  await kafila.send('direct:start', { body: 'x', headers: { h: 1 } })
  const [end] = received('end')
  expect([end!.body, end!.header('h'), end!.header('q')]).toEqual(['polled', 1, 1])
})

test('where nothing came the body is null', async () => {
  const { kafila, received } = await runRoutes(`
- route:
    id: main
    from: { uri: direct:start, steps: [ { pollEnrich: { constant: "seda:queue", timeout: "0" } }, { to: mock:end } ] }
`)
  await kafila.send('direct:start', { body: 'x', headers: { h: 1 } })
  expect([received('end')[0]!.body, received('end')[0]!.header('h')]).toEqual([null, 1])
})

test('poll keeps what it got in a variable', async () => {
  const { kafila, received } = await runRoutes(`
- route:
    id: main
    from: { uri: direct:start, steps: [ { poll: { uri: "seda:queue", timeout: "0", variableReceive: got } }, { to: mock:end } ] }
`)
  await kafila.send('seda:queue', { body: 'polled' })
  await kafila.send('direct:start', { body: 'x' })
  expect([received('end')[0]!.body, received('end')[0]!.variable('got')]).toEqual(['x', 'polled'])
})

test('the name of a file is asked without the body of the message, unless components are not optimised', async () => {
  const poll = (name: string, options: string) =>
    `{ pollEnrich: { simple: "file:{{folder}}?fileName=${name}&noop=true&idempotent=false", timeout: 50, ${options} } }, { convertBodyTo: String }`
  const both = '${body}${header.f}.txt'
  const { kafila, bodies, folder } = await runRoutes(`
- route: { id: one, from: { uri: "direct:one", steps: [ ${poll(both, 'allowOptimisedComponents: true')}, { to: "mock:one" } ] } }
- route: { id: two, from: { uri: "direct:two", steps: [ ${poll(both, 'allowOptimisedComponents: false')}, { to: "mock:two" } ] } }
- route: { id: three, from: { uri: "direct:three", steps: [ ${poll('${header.f}.txt', 'allowOptimisedComponents: true')}, { to: "mock:three" } ] } }
`)
  writeFileSync(join(folder, 'a.txt'), 'content')
  for (const name of ['one', 'two', 'three']) {
    await kafila.send(`direct:${name}`, { body: 'a' })
    await kafila.send(`direct:${name}`, { body: '', headers: { f: 'a' } })
  }
  // as recorded from Camel: whatever stands beside the body in a name, that names no file
  expect(bodies('one')).toEqual([null, null])
  expect(bodies('two')).toEqual(['content', 'content'])
  expect(bodies('three')).toEqual([null, 'content'])
})
