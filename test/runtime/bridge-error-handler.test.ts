import { expect, test } from 'vitest'
import { runRoutes } from '../helpers/run-routes.ts'

const MISSING = 'file:{{folder}}/missing?initialDelay=0&delay=10000&autoCreate=false&directoryMustExist=true'
const TEXT = '{ setBody: { simple: "${exception.class.name} in ${routeId}: ${body}" } }'
const clause = (settled: string) => `- onException:
    exception: [java.lang.Exception]
    ${settled}: { constant: "true" }
    redeliveryPolicy: { maximumRedeliveries: 2, redeliveryDelay: 1 }
    steps: [ ${TEXT}, { to: "mock:failed" } ]
`
const route = (options: string, error = '') =>
  `${error}- route: { id: main, from: { uri: "${MISSING}&${options}", steps: [ { to: "mock:first" }, { to: "mock:second" } ] } }`

test('a failed poll is logged', async () => {
  const { records, until } = await runRoutes(route('bridgeErrorHandler=false', clause('handled')))
  await until(() => records.some(each => each.level === 'WARN'))
  expect(records.find(each => each.level === 'WARN')?.message).toMatch(/^Failed polling endpoint: file:.*Directory does not exist/)
})

test('with bridgeErrorHandler it goes to the error handling of the route, once', async () => {
  const { received, until, records } = await runRoutes(route('bridgeErrorHandler=true', clause('handled')))
  await until(() => received('failed').length > 0)
  const [exchange] = received('failed')
  expect(exchange?.body).toMatch(
    /^org.apache.camel.component.file.GenericFileOperationFailedException in main: Failed polling endpoint: file:.* Will try again at next poll$/,
  )
  expect(exchange?.property('CamelErrorHandlerBridge')).toBe(true)
  expect(exchange?.headers).toEqual({})
  expect(received('first')).toHaveLength(0)
  expect(records.filter(each => each.level === 'WARN')).toEqual([])
})

test('where it is continued, the steps behind the first run', async () => {
  const { received, until } = await runRoutes(route('bridgeErrorHandler=true', clause('continued')))
  await until(() => received('second').length > 0)
  expect(received('first')).toHaveLength(0)
})

test('a dead letter channel gets it', async () => {
  const dead = '- errorHandler: { deadLetterChannel: { deadLetterUri: "mock:dead" } }\n'
  const { received, until } = await runRoutes(route('bridgeErrorHandler=true', dead))
  await until(() => received('dead').length > 0)
  expect(received('dead')[0]?.body).toMatch(/^Failed polling endpoint/)
})
