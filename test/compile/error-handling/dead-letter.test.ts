import { expect, test } from 'vitest'
import { runRoutes } from '../../helpers/run-routes.ts'

const FAILING =
  '- from: { uri: "direct:start", steps: [ { setBody: { constant: changed } }, { throwException: { exceptionType: java.io.IOException, message: down } } ] }'

test('a failed message goes to the dead letter endpoint, and its sender sees no failure', async () => {
  const { kafila, received } = await runRoutes(`- errorHandler: { deadLetterChannel: { deadLetterUri: "mock:dead" } }\n${FAILING}`)
  const exchange = await kafila.send('direct:start', { body: 'hello' })
  expect(exchange.exception).toBeUndefined()
  const [dead] = received('dead')
  expect(dead!.body).toBe('changed')
  expect(dead!.property('CamelExceptionCaught')).toMatchObject({ message: 'down' })
  expect(dead!.property('CamelFailureEndpoint')).toBe('direct://start')
})

test('useOriginalMessage sends it as it came in', async () => {
  const yaml = `- errorHandler: { deadLetterChannel: { deadLetterUri: "mock:dead", useOriginalMessage: true } }\n${FAILING}`
  const { kafila, bodies } = await runRoutes(yaml)
  await kafila.send('direct:start', { body: 'hello' })
  expect(bodies('dead')).toEqual(['hello'])
})

test('a part of a split is dead-lettered as the part came in', async () => {
  const yaml = `
- errorHandler: { deadLetterChannel: { deadLetterUri: "mock:dead", useOriginalMessage: true } }
- from:
    uri: direct:start
    steps:
      - split:
          tokenize: ","
          steps:
            - setBody: { simple: "part \${body}" }
            - throwException: { exceptionType: java.io.IOException, message: down }
`
  const { kafila, bodies } = await runRoutes(yaml)
  await kafila.send('direct:start', { body: 'a,b' })
  expect(bodies('dead')).toEqual(['a', 'b'])
})

test('a hook may prepare the failed message', async () => {
  const yaml = `- errorHandler: { deadLetterChannel: { deadLetterUri: "mock:dead", onPrepareFailureRef: tell } }\n${FAILING}`
  const tell = (exchange: { setHeader(name: string, value: unknown): void; property(name: string): unknown }) =>
    exchange.setHeader('why', (exchange.property('CamelExceptionCaught') as Error).message)
  const { kafila, received } = await runRoutes(yaml, { beans: { tell } })
  await kafila.send('direct:start', {})
  expect(received('dead')[0]!.header('why')).toBe('down')
})

test('a hook that is not there keeps the route from starting', async () => {
  const yaml = `- errorHandler: { deadLetterChannel: { deadLetterUri: "mock:dead", onPrepareFailureRef: nobody } }\n${FAILING}`
  await expect(runRoutes(yaml)).rejects.toMatchObject({ details: { diagnostics: [{ code: 'KF_ROUTE_UNKNOWN_BEAN' }] } })
})
