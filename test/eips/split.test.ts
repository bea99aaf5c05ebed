import { expect, test } from 'vitest'
import type { Sink } from '../../src/kit/connector.ts'
import { runRoutes } from '../helpers/run-routes.ts'

const split = (options: string, steps = '[ { to: "mock:part" } ]') => `
- route:
    id: main
    from:
      uri: direct:start
      steps:
        - split: { ${options}, steps: ${steps} }
        - to: mock:end
`

test('a split of synchronous steps is synchronous', async () => {
  const { kafila, received } = await runRoutes(split('simple: "${body}"'))
  const sink = kafila.endpoints.resolve('direct:start').sink() as Sink
  const list = Array.from({ length: 20 }, (_, index) => index)
  const send = () => sink.send(kafila.exchange({ body: list }, 'InOnly'))
  // it pauses where another process had the processor meanwhile
  let waiting = send()
  for (let again = 0; again < 20 && waiting !== undefined; again++) {
    await waiting
    waiting = send()
  }
  expect(waiting).toBeUndefined()
  expect(
    received('part')
      .slice(-20)
      .map(part => part.body),
  ).toEqual(list)
})

test('parts know their index, how many there are and whether they are the last', async () => {
  const { kafila, received } = await runRoutes(split('tokenize: ","'))
  await kafila.send('direct:start', { body: 'a,b' })
  expect(
    received('part').map(part => [part.property('CamelSplitIndex'), part.property('CamelSplitSize'), part.property('CamelSplitComplete')]),
  ).toEqual([
    [0, 2, false],
    [1, 2, true],
  ])
})

test('with streaming only the last part knows how many there were', async () => {
  const { kafila, received } = await runRoutes(split('tokenize: ",", streaming: true'))
  await kafila.send('direct:start', { body: 'a,b' })
  expect(received('part').map(part => part.property('CamelSplitSize'))).toEqual([undefined, 2])
})

test('streaming takes one item ahead and no more from an iterator without end', async () => {
  let taken = 0
  function* numbers() {
    for (;;) yield taken++
  }
  const { kafila, bodies } = await runRoutes(
    split(
      'simple: "${body}", streaming: true, stopOnException: true',
      '[ { to: "mock:part" }, { filter: { simple: "${body} == 3", steps: [ { throwException: { exceptionType: java.io.IOException, message: enough } } ] } } ]',
    ),
  )
  await kafila.send('direct:start', { body: numbers() })
  expect(bodies('part')).toEqual([0, 1, 2, 3])
  expect(taken).toBeLessThanOrEqual(5)
})

test('streaming waits for the items of an asynchronous iterator, and closes it when a part stops the rest', async () => {
  let closed = false
  async function* lines() {
    try {
      for (const line of ['a', 'b', 'c']) yield line
    } finally {
      closed = true
    }
  }
  const steps =
    '[ { to: "mock:part" }, { filter: { simple: "${body} == \'b\'", steps: [ { throwException: { exceptionType: java.io.IOException, message: enough } } ] } } ]'
  const { kafila, bodies } = await runRoutes(split('simple: "${body}", streaming: true, stopOnException: true', steps))
  const exchange = await kafila.send('direct:start', { body: lines() })
  expect(bodies('part')).toEqual(['a', 'b'])
  expect(closed).toBe(true)
  expect(String(exchange.exception)).toContain('Multicast processing failed for number 1')
})

test('parallel parts are bounded by the pool that is named', async () => {
  let active = 0
  let most = 0
  const slow = async () => {
    most = Math.max(most, ++active)
    await new Promise(resolve => setImmediate(resolve))
    active -= 1
  }
  const { kafila } = await runRoutes(split('simple: "${body}", executorService: pool', '[ { process: { ref: slow } } ]'), {
    beans: { slow, pool: { threads: 3 } },
  })
  await kafila.send('direct:start', { body: Array.from({ length: 30 }, (_, index) => index) })
  expect(most).toBe(3)
})

test('a slow parallel part holds up the later ones before their results pile up', async () => {
  let begun = 0
  let open = () => {}
  const gate = new Promise<void>(resolve => {
    open = resolve
  })
  const part = ({ body }: { body: unknown }) => {
    begun += 1
    return body === 0 ? gate : undefined
  }
  const { kafila, until } = await runRoutes(
    split('simple: "${body}", streaming: false, parallelProcessing: true', '[ { process: { ref: part } } ]'),
    {
      beans: { part },
    },
  )
  const all = kafila.send('direct:start', { body: Array.from({ length: 5000 }, (_, index) => index) })
  await until(() => begun >= 1000)
  await new Promise(resolve => setImmediate(resolve))
  expect(begun).toBeLessThan(1100)
  open()
  await all
  expect(begun).toBe(5000)
})

test('a strategy of the host application joins the parts, also asynchronously', async () => {
  const strategy = {
    async aggregate(previous: { body: unknown } | undefined, next: { body: unknown }) {
      if (previous === undefined) return next
      previous.body = `${previous.body}|${next.body}`
      return previous
    },
  }
  const { kafila } = await runRoutes(split('tokenize: ",", aggregationStrategy: mine'), { beans: { mine: strategy } })
  expect(await kafila.request('direct:start', { body: 'a,b,c' })).toBe('a|b|c')
})

test('a strategy that throws fails the exchange with its failure', async () => {
  const strategy = () => {
    throw new RangeError('no')
  }
  const { kafila } = await runRoutes(split('tokenize: ",", aggregationStrategy: mine'), { beans: { mine: strategy } })
  const exchange = await kafila.send('direct:start', { body: 'a,b' })
  expect(String(exchange.exception)).toContain('no')
})

test('the unit of work of a part ends with the part, before the next one begins', async () => {
  const order: string[] = []
  const { kafila } = await runRoutes(split('tokenize: ","', '[ { process: { ref: note } } ]'), {
    beans: {
      note: (exchange: { body: unknown; unit(): { add(completion: () => void): void } }) => {
        order.push(`run ${exchange.body}`)
        exchange.unit().add(() => void order.push(`end ${exchange.body}`))
      },
    },
  })
  await kafila.send('direct:start', { body: 'a,b' })
  expect(order).toEqual(['run a', 'end a', 'run b', 'end b'])
})

test('a time-out without parallel parts is refused when the route is built', async () => {
  await expect(runRoutes(split('tokenize: ",", timeout: "1s"'))).rejects.toThrow('it needs parallelProcessing')
})

test('tolerating failures together with stopOnException is refused when the route is built', async () => {
  await expect(runRoutes(split('tokenize: ",", stopOnException: true, maxFailedRecords: 2'))).rejects.toThrow('cannot be used with')
})

test('a watermark is kept by any bean with get and set, and passes over what was done', async () => {
  const marks = new Map<string, string>([['orders', '0']])
  const { kafila, bodies } = await runRoutes(split('simple: "${body}", resumeStrategy: marks, watermarkKey: orders'), { beans: { marks } })
  await kafila.send('direct:start', { body: ['a', 'b', 'c'] })
  expect(bodies('part')).toEqual(['b', 'c'])
  expect(marks.get('orders')).toBe('2')
})

test('grouped messages are the parts themselves, with their own headers and no others', async () => {
  const { kafila, received, until } = await runRoutes(`
- route:
    id: main
    from:
      uri: direct:start
      steps:
        - aggregate:
            correlationExpression: { constant: all }
            aggregationStrategy: "#class:org.apache.camel.processor.aggregate.GroupedMessageAggregationStrategy"
            completionSize: 2
            steps:
              - setHeader: { name: group, constant: 1 }
              - split: { simple: "\${body}", steps: [ { to: mock:part } ] }
`)
  await kafila.send('direct:start', { body: 'a', headers: { x: 'y' } })
  await kafila.send('direct:start', { body: 'b', headers: { x: 'z' } })
  await until(() => received('part').length === 2)
  expect(received('part').map(part => [part.body, part.header('x'), part.header('group')])).toEqual([
    ['a', 'y', undefined],
    ['b', 'z', undefined],
  ])
})

test('an empty delimiter is refused', async () => {
  const yaml = `
- from: { uri: "direct:start", steps: [ { split: { simple: "\${body}", delimiter: "", steps: [ { to: "mock:part" } ] } } ] }
`
  await expect(runRoutes(yaml)).rejects.toMatchObject({ details: { diagnostics: [{ code: 'KF_ROUTE_INVALID' }] } })
})

test.each(['simple: "${body}"', 'simple: "${body}", streaming: true'])(
  'parts of a long message (%s) are as those of a short one, whatever the steps of others have written',
  async options => {
    const steps = `[
      { setHeader: { name: Own, simple: "\${exchangeProperty.CamelSplitIndex}" } }, { removeHeader: Gone },
      { setProperty: { name: mine, simple: "\${header.Own}" } }, { removeProperty: shared }, { to: "mock:part" } ]`
    const { kafila, received } = await runRoutes(split(options, steps))
    const properties = { shared: 's', kept: 'k' }
    const headers = { Gone: 'g', Given: 'h' }
    await kafila.send('direct:start', { body: Array.from({ length: 100 }, (_, i) => i), headers, properties })
    const parts = received('part')
    expect(parts).toHaveLength(100)
    for (const [index, part] of parts.entries()) {
      expect(part.headerEntries()).toEqual([
        ['Given', 'h'],
        ['Own', index],
      ])
      const size = options.includes('streaming') && index < 99 ? [] : [['CamelSplitSize', 100]]
      const own = part.propertyEntries().filter(([name]) => !/Correlation|ToEndpoint/.test(name))
      expect(own).toEqual([['kept', 'k'], ['CamelSplitIndex', index], ['CamelSplitComplete', index === 99], ...size, ['mine', index]])
    }
  },
)
