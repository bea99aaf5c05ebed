import { expect, test } from 'vitest'
import { runRoutes } from '../../helpers/run-routes.ts'

test('an onCompletion runs when the exchange is done, and its own failure is only logged', async () => {
  const yaml = `
- onCompletion: { steps: [ { to: "mock:done" }, { throwException: { exceptionType: java.io.IOException, message: late } } ] }
- from: { uri: "direct:start", steps: [ { setBody: { constant: reply } } ] }
`
  const { kafila, bodies } = await runRoutes(yaml)
  expect(await kafila.request('direct:start', {})).toBe('reply')
  expect(bodies('done')).toEqual(['reply'])
})

test('with parallelProcessing the sender goes on before it, and a stop waits for it', async () => {
  let release = () => {}
  const gate = new Promise<void>(resolve => {
    release = resolve
  })
  const yaml = `
- onCompletion: { parallelProcessing: true, steps: [ { process: { ref: wait } }, { to: "mock:done" } ] }
- from: { uri: "direct:start", steps: [ { setBody: { constant: reply } } ] }
`
  const { kafila, received } = await runRoutes(yaml, { beans: { wait: () => gate } })
  await kafila.send('direct:start', {})
  expect(received('done')).toHaveLength(0)
  expect(kafila.inFlight).toBe(1)
  release()
  await kafila.stop({ timeoutMs: 1000 })
  expect(received('done')).toHaveLength(1)
})

test('in mode BeforeConsumer it may change the reply, also of a route that waits', async () => {
  const yaml = `
- onCompletion: { mode: BeforeConsumer, steps: [ { setBody: { simple: "\${body}, done" } } ] }
- from: { uri: "direct:start", steps: [ { process: { ref: later } }, { setBody: { constant: reply } } ] }
`
  const { kafila } = await runRoutes(yaml, { beans: { later: () => Promise.resolve() } })
  expect(await kafila.request('direct:start', {})).toBe('reply, done')
})
