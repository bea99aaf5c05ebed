import { afterEach, expect, test, vi } from 'vitest'
import { Exchange } from '../../src/core/exchange.ts'
import { Scheduler } from '../../src/runtime/scheduler.ts'
import { runRoutes } from '../helpers/run-routes.ts'

const GROUPED = '#class:org.apache.camel.processor.aggregate.GroupedBodyAggregationStrategy'

const split = (steps: string, options = `aggregationStrategy: "${GROUPED}"`, before = '') => `
${before}
- route:
    id: main
    from:
      uri: direct:start
      steps:
        - split: { simple: "\${body}", ${options}, steps: ${steps} }
        - to: mock:end
`

/** How many exchanges were copied for a message. */
async function copies(yaml: string, body: unknown, beans = {}) {
  const { kafila, bodies } = await runRoutes(yaml, { beans })
  const fork = vi.spyOn(Exchange.prototype, 'fork')
  await kafila.send('direct:start', { body })
  return { count: fork.mock.calls.length, result: bodies('end')[0] }
}

afterEach(() => void vi.restoreAllMocks())

const numbers = Array.from({ length: 50 }, (_, index) => index)

test('parts that only compute and are joined at once need no exchange each', async () => {
  const steps = `[ { filter: { simple: "\${body} > 2", steps: [ { setHeader: { name: n, simple: "\${body}" } } ] } }, { setBody: { simple: "<\${body}\${header.n}>" } } ]`
  // no turn of the event loop ends in between, however busy the machine: a part where one does has an exchange
  vi.spyOn(Scheduler.prototype, 'turn').mockReturnValue(undefined)
  vi.spyOn(Scheduler.prototype, 'untilTurn').mockReturnValue(64)
  const { count, result } = await copies(split(steps), numbers)
  expect(result).toEqual(numbers.map(each => (each > 2 ? `<${each}${each}>` : `<${each}>`)))
  // what parts are copied from, the first part, which becomes the result, the exchange that all others run on, and the mock's own
  expect(count).toBe(4)
})

test('parts that somebody else gets to see have an exchange each', async () => {
  const own = '{ setBody: { simple: "<${body}>" } }'
  const seen: Exchange[] = []
  const beans = {
    keeping: (_previous: Exchange | undefined, next: Exchange) => seen.push(next) > 0 && next,
    note: (each: Exchange) => seen.push(each),
  }
  for (const yaml of [
    split(`[ ${own}, { to: "mock:part" } ]`),
    split(`[ ${own}, { process: { ref: note } } ]`),
    split(`[ ${own} ]`, 'aggregationStrategy: keeping'),
    split(`[ { setBody: { simple: "\${bean:note}" } } ]`),
    split(`[ ${own} ]`, `aggregationStrategy: "${GROUPED}", onPrepare: note`),
    split(`[ ${own} ]`, `aggregationStrategy: "${GROUPED}", shareUnitOfWork: true`),
    split(`[ ${own} ]`, undefined, '- intercept: { steps: [ { process: { ref: note } } ] }'),
  ]) {
    expect((await copies(yaml, numbers, beans)).count, yaml).toBeGreaterThanOrEqual(50)
  }
  const kept = seen.filter(each => each.body === '<7>')
  expect(new Set(seen.map(each => each.id)).size).toBeGreaterThanOrEqual(50)
  expect(kept.length).toBeGreaterThan(0)
})

test('each part has an id of its own, also where it has no exchange of its own', async () => {
  const { kafila, received } = await runRoutes(split('[ { setBody: { simple: "${exchangeId}" } } ]'))
  await kafila.send('direct:start', { body: numbers })
  expect(new Set(received('end')[0]!.body as string[]).size).toBe(50)
})

test('a header or property that one part sets is not there in the next', async () => {
  const steps = `[ { choice: { when: [ { simple: "\${body} == 3", steps: [ { setHeader: { name: h, constant: set } }, { setProperty: { name: p, constant: set } } ] } ] } }, { setBody: { simple: "\${header.h},\${exchangeProperty.p}" } } ]`
  const { kafila, received } = await runRoutes(split(steps))
  await kafila.send('direct:start', { body: [1, 2, 3, 4], headers: { h: 'given' } })
  expect(received('end')[0]!.body).toEqual(['given,', 'given,', 'set,set', 'given,'])
})

test('a part that fails has its error handling, and the others go on', async () => {
  const handled = '- onException: { exception: [ java.lang.Exception ], handled: { constant: "true" }, steps: [ { to: "mock:failed" } ] }'
  const items = numbers.map(each => (each % 10 === 5 ? { id: each } : { id: each, list: [each] }))
  const yaml = split(
    '[ { setHeader: { name: id, simple: "${body[id]}" } }, { setBody: { simple: "${body[list][0]}" } } ]',
    undefined,
    handled,
  )
  const { kafila, received } = await runRoutes(yaml)
  await kafila.send('direct:start', { body: items })
  expect(received('failed').map(each => [each.header('id'), each.property('CamelSplitIndex')])).toEqual(
    [5, 15, 25, 35, 45].map(id => [id, id]),
  )
  const [end] = received('end')
  expect((end!.body as unknown[]).filter(each => typeof each === 'number')).toEqual(numbers.filter(each => each % 10 !== 5))
})

test('bodies that are null are no part of the list', async () => {
  const { result } = await copies(split('[ { setBody: { simple: "${body[id]}" } } ]'), [{}, { id: 1 }, {}, { id: 2 }, {}])
  expect(result).toEqual([1, 2])
  const none = await copies(split('[ { setBody: { simple: "${body[id]}" } } ]'), [{}, {}, {}])
  expect(none.result).toEqual([])
})

test('it gives way to other work as other loops do', async () => {
  const { kafila, received } = await runRoutes(split('[ { setBody: { simple: "<${body}>" } } ]'))
  const items = Array.from({ length: 300_000 }, (_, index) => index)
  let turns = 0
  let going = true
  const count = () => {
    turns += 1
    if (going) setImmediate(count)
  }
  setImmediate(count)
  await kafila.send('direct:start', { body: items })
  going = false
  expect(turns).toBeGreaterThan(3)
  expect((received('end')[0]!.body as unknown[]).length).toBe(items.length)
})
