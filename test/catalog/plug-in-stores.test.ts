import { expect, onTestFinished, test } from 'vitest'
import { createKafila, mocks } from '../../src/index.ts'
import { defineBeanType, definePlugIn, type Store, text } from '../../src/kit/index.ts'
import { MemoryStore } from '../../src/stores/memory-store.ts'

/** A store of somebody else: it has the methods of one, and is none of ours. */
function foreignStore(log: string[], name: string, inner: Store): Store {
  return {
    durable: false,
    shared: false,
    get: key => inner.get(key),
    set: (...change) => inner.set(...change),
    add: (key, ...rest) => {
      log.push(`${name} add`)
      return inner.add(key, ...rest)
    },
    swap: (...change) => inner.swap(...change),
    delete: key => inner.delete(key),
    batch: changes => {
      log.push(`${name} batch`)
      return inner.batch(changes)
    },
    scan: (...range) => inner.scan(...range),
    clear: prefix => inner.clear(prefix),
    close: () => void log.push(`${name} close`),
  }
}

const ROUTES = `
- beans:
    - { name: keys, type: acme.Store, properties: { name: keys } }
    - { name: groups, type: acme.Store, properties: { name: groups } }
    - { name: joined, type: org.apache.camel.processor.aggregate.StringAggregationStrategy }
- from:
    uri: direct:in
    steps:
      - idempotentConsumer:
          simple: "\${body}"
          idempotentRepository: keys
          steps:
            - aggregate:
                correlationExpression: { constant: all }
                aggregationRepository: groups
                aggregationStrategy: joined
                completionSize: 2
                steps: [ { to: "mock:groups" } ]
`

test('a store of a plug-in keeps keys and groups, and is closed when the runtime stops', async () => {
  const log: string[] = []
  const store = defineBeanType({
    names: ['acme.Store'],
    summary: 'A store.',
    fields: { name: text({ describe: 'Its name.', required: true }) },
    create: ({ name }, { services }) => foreignStore(log, name, new MemoryStore(services.clock)),
  })
  const routes = [{ file: 'stores.camel.yaml', text: ROUTES }]
  const kafila = await createKafila({ routes, plugIns: [definePlugIn({ beanTypes: [store] })] })
  onTestFinished(() => kafila.stop())
  await kafila.start()
  for (const body of ['a', 'a', 'b', 'c']) {
    const { exception } = await kafila.send('direct:in', { body })
    expect(exception).toBeUndefined()
  }
  await expect
    .poll(() =>
      mocks(kafila)
        .endpoint('groups')
        .received.map(({ body }) => String(body)),
    )
    .toEqual(['ab'])
  expect(log).toContain('keys add')
  expect(log.some(each => each.startsWith('groups'))).toBe(true)
  await kafila.stop()
  expect(log.slice(-2).sort()).toEqual(['groups close', 'keys close'])
})

test('a bean of a plug-in that is no store is refused where it is used, with its place', async () => {
  const plain = defineBeanType({ names: ['acme.Store'], summary: 'None.', fields: { name: text({ describe: 'x' }) }, create: () => ({}) })
  const routes = [{ file: 'stores.camel.yaml', text: ROUTES }]
  const failure = await createKafila({ routes, plugIns: [definePlugIn({ beanTypes: [plain] })] }).catch(error => error)
  const told = failure.details.diagnostics.map((each: { at: { line: number }; message: string }) => [each.at.line, each.message])
  // the lines of idempotentConsumer and aggregate
  expect(told).toEqual([
    [9, expect.stringContaining('store')],
    [13, expect.stringContaining('store')],
  ])
})
