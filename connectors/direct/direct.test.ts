import { expect, test } from 'vitest'
import { ManualClock } from '../../test/helpers/manual-clock.ts'
import { runRoutes } from '../../test/helpers/run-routes.ts'

const caller = (uri: string) => `- from: { uri: "direct:start", steps: [ { to: "${uri}" }, { to: mock:after } ] }\n`
const callee = (more = '') => `- route: { id: b, ${more} from: { uri: "direct:b", steps: [ { setBody: { simple: "<\${body}>" } } ] } }\n`

test('a call works on the same exchange', async () => {
  const { kafila, bodies } = await runRoutes(caller('direct:b') + callee())
  await kafila.send('direct:start', { body: 'x' })
  expect(bodies('after')).toEqual(['<x>'])
})

test('a call waits for a consumer up to the time-out, and then fails', async () => {
  const clock = new ManualClock()
  const { kafila } = await runRoutes(caller('direct:nobody'), { clock })
  const sending = kafila.send('direct:start')
  await clock.advance(30_000)
  expect((await sending).exception).toMatchObject({ code: 'KF_RUN_NO_CONSUMER' })
})

test('failIfNoConsumers=false waits all the same, and then goes on', async () => {
  const clock = new ManualClock()
  const { kafila, bodies } = await runRoutes(caller('direct:nobody?failIfNoConsumers=false&timeout=100'), { clock })
  const sending = kafila.send('direct:start', { body: 1 })
  await clock.advance(99)
  expect(bodies('after')).toEqual([])
  await clock.advance(1)
  await sending
  expect(bodies('after')).toEqual([1])
})

test('a call that waits is served when the route starts', async () => {
  const { kafila, bodies } = await runRoutes(caller('direct:b') + callee('autoStartup: false,'))
  const sending = kafila.send('direct:start', { body: 'x' })
  await kafila.routes.get('b')!.start()
  await sending
  expect(bodies('after')).toEqual(['<x>'])
})

test('block=false fails at once', async () => {
  const { kafila } = await runRoutes(caller('direct:nobody?block=false'))
  expect((await kafila.send('direct:start')).exception).toMatchObject({ code: 'KF_RUN_NO_CONSUMER' })
})

test('two routes cannot consume under one name', async () => {
  await expect(runRoutes(callee() + '- from: { uri: "direct:b", steps: [ { to: mock:x } ] }\n')).rejects.toThrow()
})
