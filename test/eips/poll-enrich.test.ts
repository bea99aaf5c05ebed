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
