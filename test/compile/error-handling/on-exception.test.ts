import { expect, test } from 'vitest'
import { runRoutes } from '../../helpers/run-routes.ts'

class OrderRejected extends Error {}

test("an onException names an error class of the host application by its bean's name", async () => {
  const yaml = `
- onException:
    exception: [ rejected ]
    handled: { constant: "true" }
    steps:
      - setBody: { simple: "\${exception.message}" }
- from:
    uri: direct:start
    steps:
      - process: { ref: check }
`
  const check = () => Promise.reject(new OrderRejected('no credit'))
  const { kafila } = await runRoutes(yaml, { beans: { check, rejected: OrderRejected } })
  expect(await kafila.request('direct:start', {})).toBe('no credit')
})

test('an exception that nobody knows is refused with the nearest name', async () => {
  const yaml = `
- onException: { exception: [ java.io.IOExeption ], handled: { constant: "true" } }
- from: { uri: "direct:start", steps: [ { to: "mock:end" } ] }
- from: { uri: "direct:other", steps: [ { to: "mock:end" } ] }
`
  await expect(runRoutes(yaml)).rejects.toMatchObject({
    details: { diagnostics: [{ code: 'KF_RUN_UNKNOWN_EXCEPTION', fix: 'did you mean `java.io.IOException`?' }] },
  })
})

test('what is wrong with an element is said once, however many routes it applies to', async () => {
  const yaml = `
- onException: { exception: [ java.io.IOException ], handled: { constant: "true" }, continued: { constant: "true" } }
- from: { uri: "direct:one", steps: [ { to: "mock:end" } ] }
- from: { uri: "direct:two", steps: [ { to: "mock:end" } ] }
`
  const failed = await runRoutes(yaml).catch((error: { details: { diagnostics: unknown[] } }) => error)
  expect('details' in failed && failed.details.diagnostics).toHaveLength(1)
})

test('the hook for an occurred failure sees it, and a failure of its own is only logged', async () => {
  const seen: string[] = []
  const beans = {
    hook: (exchange: { property(name: string): unknown }) => {
      seen.push((exchange.property('CamelExceptionCaught') as Error).message)
      throw new Error('in the hook')
    },
  }
  const yaml = `
- onException: { exception: [ java.lang.Exception ], onExceptionOccurredRef: hook, handled: { constant: "true" } }
- from: { uri: "direct:start", steps: [ { throwException: { exceptionType: java.io.IOException, message: down } } ] }
`
  const { kafila, records } = await runRoutes(yaml, { beans })
  expect((await kafila.send('direct:start', {})).exception).toBeUndefined()
  expect(seen).toEqual(['down'])
  expect(records.some(each => each.level === 'WARN' && each.message.includes('in the hook'))).toBe(true)
})

test('steps that wait handle a failure of a step that waits', async () => {
  const yaml = `
- onException:
    exception: [ java.lang.Exception ]
    handled: { constant: "true" }
    steps:
      - process: { ref: later }
      - setBody: { constant: handled }
- from: { uri: "direct:start", steps: [ { process: { ref: fail } }, { to: "mock:end" } ] }
`
  const beans = { fail: () => Promise.reject(new Error('later')), later: () => Promise.resolve() }
  const { kafila, received } = await runRoutes(yaml, { beans })
  expect(await kafila.request('direct:start', {})).toBe('handled')
  expect(received('end')).toHaveLength(0)
})

test('onException behind the routes of its file is refused', async () => {
  const yaml = `
- from: { uri: "direct:start", steps: [ { to: "mock:end" } ] }
- onException: { exception: [ java.lang.Exception ], handled: { constant: "true" } }
`
  await expect(runRoutes(yaml)).rejects.toMatchObject({ details: { diagnostics: [{ code: 'KF_ROUTE_ORDER' }] } })
})

test('an empty onWhen holds for every exchange', async () => {
  const yaml = `
- onException: { exception: [ java.lang.Exception ], onWhen: {}, handled: { constant: "true" }, steps: [ { to: "mock:failed" } ] }
- from: { uri: "direct:start", steps: [ { throwException: { exceptionType: java.io.IOException, message: down } } ] }
`
  const { kafila, received } = await runRoutes(yaml)
  await kafila.send('direct:start', {})
  expect(received('failed')).toHaveLength(1)
})

test('the id of an exchange shows in its text once it has failed', async () => {
  const yaml = `
- onException: { exception: [ java.lang.Exception ], handled: { constant: "true" }, steps: [ { setBody: { simple: "in \${exchange}" } }, { to: "mock:failed" } ] }
- from:
    uri: direct:start
    steps: [ { setBody: { simple: "in \${exchange}" } }, { to: "mock:before" }, { throwException: { exceptionType: java.io.IOException, message: down } } ]
`
  const { kafila, received, bodies } = await runRoutes(yaml)
  await kafila.send('direct:start', {})
  expect(bodies('before')).toEqual(['in Exchange[]'])
  expect(bodies('failed')).toEqual([`in Exchange[${received('failed')[0]!.id}]`])
})

test('steps that remove CamelExceptionCaught take the failure away, and the route goes on', async () => {
  const yaml = `
- onException: { exception: [ java.io.IOException ], steps: [ { removeProperty: { name: CamelExceptionCaught } }, { to: "mock:handler" } ] }
- from:
    uri: direct:start
    steps: [ { throwException: { exceptionType: java.io.IOException, message: down } }, { to: "mock:end" } ]
`
  const { kafila, bodies, received } = await runRoutes(yaml)
  const { exception } = await kafila.send('direct:start', { body: 'x' })
  expect([exception, bodies('end')]).toEqual([undefined, ['x']])
  expect(received('end')[0]!.property('CamelFailureEndpoint')).toBe('mock://handler')
})
