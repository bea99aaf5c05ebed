import { expect, test } from 'vitest'
import { runRoutes } from '../../test/helpers/run-routes.ts'

test('any path and any option is taken, and messages are queued', async () => {
  const { kafila, bodies, until } = await runRoutes(`- from: { uri: "stub:smtp://mail.acme.com?consumer=1", steps: [ { to: mock:end } ] }`)
  await kafila.send('stub:smtp://mail.acme.com?to=me@acme.com&user=joe', { body: 'letter' })
  await until(() => bodies('end').length === 1)
})

test('a stub is another queue than a seda endpoint of the same name', async () => {
  const { kafila, bodies, until } = await runRoutes('- from: { uri: "stub:q", steps: [ { to: mock:end } ] }')
  await kafila.send('seda:q', { body: 'seda' })
  await kafila.send('stub:q', { body: 'stub' })
  await until(() => bodies('end').length === 1)
  expect(bodies('end')).toEqual(['stub'])
})
