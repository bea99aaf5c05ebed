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

test('in mode BeforeConsumer it runs as often at the end of a route as the exchange has come into it', async () => {
  const yaml = `
- onCompletion: { mode: BeforeConsumer, steps: [ { setBody: { simple: "\${body}c" } } ] }
- route: { id: main, from: { uri: "direct:start", steps: [ { loop: { constant: 2, steps: [ { to: "direct:sub" } ] } } ] } }
- route: { id: sub, from: { uri: "direct:sub", steps: [ { setBody: { simple: "\${body}s" } } ] } }
`
  const { kafila } = await runRoutes(yaml)
  expect(await kafila.request('direct:start', { body: '' })).toBe('scsccc')
})

test("a failure of a route without error handler passes its onCompletion and comes to the caller's", async () => {
  const { kafila, received, bodies } = await runRoutes(`
- onCompletion: { mode: BeforeConsumer, steps: [ { to: "mock:completed" } ] }
- route:
    id: main
    errorHandler: { deadLetterChannel: { deadLetterUri: "mock:dead" } }
    from: { uri: direct:start, steps: [ { split: { tokenize: ",", steps: [ { to: direct:bad } ] } } ] }
- route:
    id: bad
    errorHandler: { noErrorHandler: {} }
    from: { uri: direct:bad, steps: [ { throwException: { exceptionType: java.io.IOException, message: bad } } ] }
`)
  const { exception } = await kafila.send('direct:start', { body: 'a,b' })
  expect([exception, bodies('dead'), received('completed').length]).toEqual([undefined, ['a', 'b'], 3])
})
