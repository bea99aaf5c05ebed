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

test('a hook that is not there is ignored, a thread pool that is not there is not', async () => {
  const handler = (ref: string) => `- errorHandler: { deadLetterChannel: { deadLetterUri: "mock:dead", ${ref}: nobody } }\n${FAILING}`
  const { kafila, bodies } = await runRoutes(handler('onPrepareFailureRef'))
  await kafila.send('direct:start', {})
  expect(bodies('dead')).toEqual(['changed'])
  const refused = { details: { diagnostics: [{ code: 'KF_ROUTE_UNKNOWN_BEAN' }] } }
  await expect(runRoutes(handler('executorServiceRef'))).rejects.toMatchObject(refused)
})

test('of two kinds of error handler the last counts; none, or one written with dashes, is refused', async () => {
  const { kafila, bodies } = await runRoutes(
    `- errorHandler: { noErrorHandler: {}, deadLetterChannel: { deadLetterUri: "mock:dead" } }\n${FAILING}`,
  )
  await kafila.send('direct:start', {})
  expect(bodies('dead')).toEqual(['changed'])
  await expect(runRoutes(`- errorHandler: {}\n${FAILING}`)).rejects.toThrow()
  await expect(runRoutes(`- errorHandler: { dead-letter-channel: { deadLetterUri: "mock:dead" } }\n${FAILING}`)).rejects.toThrow()
})

test('a dead letter channel may be a bean by the name of its builder', async () => {
  const beans = '- beans: [ { name: eh, type: org.apache.camel.builder.DeadLetterChannelBuilder, constructors: { "0": "mock:dead" } } ]'
  const { kafila, bodies } = await runRoutes(`${beans}\n- errorHandler: { refErrorHandler: eh }\n${FAILING}`)
  await kafila.send('direct:start', {})
  expect(bodies('dead')).toEqual(['changed'])
})

test('the original message is one: what one failure makes of it the next gets', async () => {
  const yaml = `
- onException:
    exception: [ java.lang.Exception ]
    continued: { constant: "true" }
    useOriginalMessage: true
    steps: [ { setBody: { simple: "\${body}+\${exception.message}" } }, { to: "mock:failed" } ]
- from:
    uri: direct:start
    steps:
      - setBody: { constant: changed }
      - throwException: { exceptionType: java.io.IOException, message: "1" }
      - setHeader: { name: between, constant: "yes" }
      - throwException: { exceptionType: java.io.IOException, message: "2" }
`
  const { kafila, received, bodies } = await runRoutes(yaml)
  await kafila.send('direct:start', { body: 'o' })
  expect(bodies('failed')).toEqual(['o+1', 'o+1+2'])
  expect(received('failed')[1]!.header('between')).toBe('yes')
})
