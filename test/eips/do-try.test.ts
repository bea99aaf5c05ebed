import { expect, test } from 'vitest'
import { runRoutes } from '../helpers/run-routes.ts'

const yaml = (tried: string, clauses: string) => `
- onException: { exception: [ java.lang.Exception ], handled: { constant: "true" }, steps: [ { to: "mock:handler" } ] }
- from:
    uri: direct:start
    steps:
      - doTry:
          steps: [ ${tried} ]
          ${clauses}
      - to: mock:end
`

const THROW = '{ throwException: { exceptionType: java.io.FileNotFoundException, message: gone } }'
const CATCH = 'doCatch: [ { exception: [ java.io.IOException ], steps: [ { setBody: { simple: "caught ${exception.message}" } } ] } ]'

test('a clause takes the exceptions of its classes and their subclasses, and the route goes on', async () => {
  const { kafila, bodies } = await runRoutes(yaml(THROW, CATCH))
  await kafila.send('direct:start', {})
  expect(bodies('end')).toEqual(['caught gone'])
})

test('an exception that no clause takes leaves the route past its error handler, after doFinally', async () => {
  const { kafila, received } = await runRoutes(
    yaml(
      '{ throwException: { exceptionType: java.lang.IllegalStateException, message: other } }',
      `${CATCH}\n          doFinally: { steps: [ { to: "mock:finally" } ] }`,
    ),
  )
  const exchange = await kafila.send('direct:start', {})
  expect(exchange.exception).toMatchObject({ message: 'other' })
  expect(['finally', 'handler', 'end'].map(name => received(name).length)).toEqual([1, 0, 0])
})

test('all of it works where steps wait', async () => {
  const beans = {
    fail: () => Promise.reject(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })),
    later: () => Promise.resolve(),
  }
  const { kafila, bodies } = await runRoutes(
    yaml(
      '{ process: { ref: fail } }',
      'doCatch: [ { exception: [ java.net.ConnectException ], steps: [ { process: { ref: later } }, { setBody: { simple: "caught ${exception.message}" } } ] } ]\n          doFinally: { steps: [ { process: { ref: later } } ] }',
    ),
    { beans },
  )
  await kafila.send('direct:start', {})
  expect(bodies('end')).toEqual(['caught refused'])
})

test('a predicate of a clause that fails takes the place of the failure, and doFinally still runs', async () => {
  const { kafila, received } = await runRoutes(
    yaml(
      THROW,
      'doCatch: [ { exception: [ java.io.IOException ], onWhen: { simple: "${body.nosuch()}" }, steps: [] } ]\n          doFinally: { steps: [ { to: "mock:finally" } ] }',
    ),
  )
  const exchange = await kafila.send('direct:start', { body: 'text' })
  expect(exchange.exception).toMatchObject({ type: 'org.apache.camel.language.bean.RuntimeBeanExpressionException' })
  expect(received('finally')).toHaveLength(1)
})

test('a clause without exceptions keeps the route from starting', async () => {
  await expect(runRoutes(yaml(THROW, 'doCatch: [ { steps: [] } ]'))).rejects.toMatchObject({
    details: { diagnostics: [{ code: 'KF_ROUTE_MISSING' }] },
  })
})

test('a disabled clause takes nothing and a disabled doFinally does not run', async () => {
  const off = `doCatch: [ { disabled: true, exception: [ java.lang.Exception ], steps: [ { to: "mock:off" } ] }, ${CATCH.slice('doCatch: [ '.length)}
          doFinally: { disabled: true, steps: [ { to: "mock:off" } ] }`
  const { kafila, bodies } = await runRoutes(yaml(THROW, off))
  await kafila.send('direct:start', {})
  expect(bodies('off')).toEqual([])
  expect(bodies('end')).toEqual(['caught gone'])
})
