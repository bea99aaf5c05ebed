import { expect, test } from 'vitest'
import { exceptionMessage, exceptionType } from '../../src/core/exceptions.ts'
import { ManualClock } from '../helpers/manual-clock.ts'
import { type RunOptions, runRoutes } from '../helpers/run-routes.ts'

const service = (properties = '') => `
- beans: [ { name: sagaService, type: org.apache.camel.saga.InMemorySagaService, initMethod: start, properties: { ${properties} } } ]
`
const FAIL = '{ throwException: { exceptionType: java.io.IOException, message: down } }'
const route = (name: string, saga: string, more = '') =>
  `- route: { id: ${name}, from: { uri: "direct:${name}", steps: [ { saga: { ${saga} } } ${more} ] } }\n`
const ENDS = 'completion: mock:complete, compensation: mock:compensate'

const run = (yaml: string, options?: RunOptions) => runRoutes(service() + yaml, options)

test('a saga holds its whole route, its own steps last', async () => {
  const { kafila, bodies } = await run(`
- from:
    uri: direct:start
    steps:
      - setBody: { simple: "\${body}1" }
      - saga: { steps: [ { setBody: { simple: "\${body}3" } }, { to: mock:end } ] }
      - setBody: { simple: "\${body}2" }
`)
  await kafila.send('direct:start', { body: '0' })
  expect(bodies('end')).toEqual(['0123'])
})

test('success completes it, a failure compensates it', async () => {
  const { kafila, received } = await run(
    route('good', `${ENDS}, steps: [ { to: mock:work } ]`) + route('bad', `${ENDS}, steps: [ ${FAIL} ]`),
  )
  const { exception } = await kafila.send('direct:good')
  expect([exception, received('complete').length, received('compensate').length]).toEqual([undefined, 1, 0])
  const failed = await kafila.send('direct:bad')
  expect(exceptionType(failed.exception)).toBe('java.io.IOException')
  expect(received('compensate').length).toBe(1)
  expect(failed.header('Long-Running-Action')).toBeUndefined()
})

test('parts of other routes join by the header, and are compensated first', async () => {
  const { kafila, bodies } = await run(`
${route('outer', `compensation: direct:undoOuter, steps: [ { to: direct:inner }, ${FAIL} ]`)}
${route('inner', 'compensation: direct:undoInner, steps: [ { removeHeaders: "*" } ]')}
- from: { uri: direct:undoOuter, steps: [ { setBody: { constant: outer } }, { to: mock:undone } ] }
- from: { uri: direct:undoInner, steps: [ { setBody: { constant: inner } }, { to: mock:undone } ] }
`)
  await kafila.send('direct:outer')
  expect(bodies('undone')).toEqual(['inner', 'outer'])
})

test('options are headers of the ending, as they were when the saga began', async () => {
  const { kafila, received } = await run(
    route(
      'start',
      `completion: mock:complete, option: [ { key: order, simple: "\${body}" } ], steps: [ { setBody: { constant: changed } } ]`,
    ),
  )
  await kafila.send('direct:start', { body: 7 })
  expect([received('complete')[0]!.header('order'), received('complete')[0]!.body]).toEqual([7, null])
})

test('with MANUAL it stays open until it is ended', async () => {
  const { kafila, received } = await run(`
${route('start', `completionMode: MANUAL, ${ENDS}, steps: [ { to: mock:work } ]`)}
- from: { uri: direct:undo, steps: [ { to: saga:COMPENSATE } ] }
`)
  const { header } = { header: (await kafila.send('direct:start')).header('Long-Running-Action') }
  expect(received('complete').length + received('compensate').length).toBe(0)
  const undo = () => kafila.send('direct:undo', { headers: { 'Long-Running-Action': header } })
  expect((await undo()).exception).toBeUndefined()
  expect(received('compensate').length).toBe(1)
  const { exception } = await undo()
  expect(exceptionMessage(exception)).toBe(`java.lang.IllegalStateException: No coordinator found for saga id ${header}`)
})

test('a saga that is not ended in time is compensated', async () => {
  const clock = new ManualClock()
  const { kafila, received } = await run(route('start', `timeout: 1m, completionMode: MANUAL, ${ENDS}, steps: [ { to: mock:work } ]`), {
    clock,
  })
  await kafila.send('direct:start')
  await clock.advance(59_999)
  expect(received('compensate').length).toBe(0)
  await clock.advance(1)
  expect(received('compensate').length).toBe(1)
})

test('an ending that fails is tried again, and fails the message when the attempts are used up', async () => {
  const clock = new ManualClock()
  const { kafila, received } = await runRoutes(
    `${service('maxRetryAttempts: "2", retryDelayInMilliseconds: "100"')}
${route('start', 'completion: direct:fails, steps: [ { to: mock:work } ]')}
- from: { uri: direct:fails, steps: [ { to: mock:tried }, ${FAIL} ] }
`,
    { clock },
  )
  const sending = kafila.send('direct:start')
  await clock.advance(100)
  const { exception } = await sending
  expect([received('tried').length, exceptionType(exception)]).toEqual([2, 'java.util.concurrent.CompletionException'])
})

test('the propagation says what a route does with and without a saga', async () => {
  const inner = (propagation: string) => route(propagation.toLowerCase(), `propagation: ${propagation}, steps: [ { to: mock:in } ]`)
  const { kafila } = await run(
    ['MANDATORY', 'NEVER', 'SUPPORTS', 'NOT_SUPPORTED'].map(inner).join('') + route('start', 'steps: [ { toD: "direct:${header.to}" } ]'),
  )
  const message = async (uri: string, to?: string) => {
    const { exception } = await kafila.send(uri, to === undefined ? {} : { headers: { to } })
    return exception && exceptionMessage(exception).replace(/Exchange\[.*/, '')
  }
  expect(await message('direct:mandatory')).toBe('Exchange is not part of a saga. ')
  expect(await message('direct:start', 'mandatory')).toBeUndefined()
  expect(await message('direct:never')).toBeUndefined()
  expect(await message('direct:start', 'never')).toBe('Route cannot handle exchanges that are joining a saga. ')
  expect(await message('direct:supports')).toBeUndefined()
  expect(await message('direct:start', 'not_supported')).toBeUndefined()
})

test.each([
  [
    'a saga inside of another step',
    '- from: { uri: direct:a, steps: [ { pipeline: { steps: [ { saga: { steps: [ { to: mock:a } ] } } ] } } ] }',
  ],
  ['two sagas', '- from: { uri: direct:a, steps: [ { saga: { steps: [ { to: mock:a } ] } }, { saga: { steps: [ { to: mock:b } ] } } ] }'],
  ['a completion of a route that takes part in none', route('a', `propagation: NEVER, ${ENDS}, steps: [ { to: mock:a } ]`)],
])('%s keeps the route from starting', async (_, yaml) => {
  await expect(run(yaml)).rejects.toThrow(/saga/)
})

test('without a saga service the route does not start', async () => {
  await expect(runRoutes(route('a', 'steps: [ { to: mock:a } ]'))).rejects.toThrow('no bean that is a saga service')
})

test('among the steps of an onException it holds its own steps alone', async () => {
  const { kafila, bodies, received } = await run(`
- onException:
    exception: [ java.io.IOException ]
    handled: { constant: "true" }
    steps:
      - setBody: { constant: handled }
      - saga: { ${ENDS}, steps: [ { to: mock:inside } ] }
      - to: mock:behind
- from: { uri: direct:start, steps: [ ${FAIL} ] }
`)
  await kafila.send('direct:start')
  expect([bodies('inside'), bodies('behind'), received('complete').length]).toEqual([['handled'], ['handled'], 1])
  expect(received('behind')[0]!.header('Long-Running-Action')).toBeUndefined()
})

test('a second one in a route, or one inside of another step, is refused', async () => {
  const saga = '{ saga: { steps: [ { to: mock:inside } ] } }'
  const refused = (steps: string) => expect(run(`- from: { uri: direct:a, steps: [ ${steps} ] }`)).rejects
  await refused(`${saga}, ${saga}`).toThrow('there is one already in this route')
  await refused(`{ loop: { constant: 1, steps: [ ${saga} ] } }`).toThrow('it stands among the steps of a route itself')
})
