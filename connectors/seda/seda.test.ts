import { describe, expect, test } from 'vitest'
import type { Kafila } from '../../src/index.ts'
import type { SedaQueue } from '../../src/kit/queue/queue.ts'
import { settled } from '../../test/helpers/manual-clock.ts'
import { runRoutes, until } from '../../test/helpers/run-routes.ts'

const route = (id: string, from: string, steps: string, more = '') =>
  `- route: { id: ${id}, ${more} from: { uri: "${from}", steps: [ ${steps} ] } }\n`

test('the sender goes on before the consumer begins', async () => {
  const order: string[] = []
  const beans = { first: () => void order.push('sender'), second: () => void order.push('consumer') }
  const { kafila } = await runRoutes(
    route('a', 'direct:start', '{ to: "seda:q" }, { to: "bean:first" }') + route('b', 'seda:q', '{ to: "bean:second" }'),
    { beans },
  )
  await kafila.send('direct:start')
  await until(() => order.length === 2)
  expect(order).toEqual(['sender', 'consumer'])
})

test('one consumer keeps the order, whatever its steps wait for', async () => {
  const work = async (body: number) => new Promise(resolve => setTimeout(resolve, 10 - body, body))
  const { kafila, bodies, until } = await runRoutes(
    route('a', 'direct:start', '{ to: "seda:q" }') + route('b', 'seda:q', '{ to: "bean:work" }, { to: "mock:end" }'),
    { beans: { work } },
  )
  for (let i = 0; i < 10; i++) await kafila.send('direct:start', { body: i })
  await until(() => bodies('end').length === 10)
  expect(bodies('end')).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
})

test('no more messages are worked on at a time than there are consumers', async () => {
  let now = 0
  let most = 0
  const work = async () => {
    most = Math.max(most, ++now)
    await settled()
    now -= 1
  }
  const { kafila, received, until } = await runRoutes(
    route('a', 'direct:start', '{ to: "seda:q" }') + route('b', 'seda:q?concurrentConsumers=3', '{ to: "bean:work" }, { to: "mock:end" }'),
    { beans: { work } },
  )
  for (let i = 0; i < 20; i++) await kafila.send('direct:start')
  await until(() => received('end').length === 20)
  expect(most).toBe(3)
})

test('what has to happen at the end of a message happens when the consuming route has ended', async () => {
  const { kafila, until } = await runRoutes(route('b', 'seda:q', '{ throwException: { exceptionType: java.io.IOException, message: no } }'))
  const ended: unknown[] = []
  const sink = await kafila.endpoints.resolveDynamic('seda:q', true).sink()
  const exchange = kafila.exchange({ body: 'x' }, 'InOnly')
  exchange.unit().add(each => void ended.push((each.exception as Error).message))
  await sink.send(exchange)
  await exchange.unit().complete(exchange)
  expect(ended).toEqual([])
  await until(() => ended.length === 1)
  expect(ended).toEqual(['no'])
})

test('a full queue refuses, drops, or lets the sender wait, as the options say', async () => {
  const { kafila, bodies, until } = await runRoutes(
    route('b', 'seda:q?size=1', '{ to: "mock:end" }', 'autoStartup: false,') +
      route('refuse', 'direct:refuse', '{ to: "seda:q" }') +
      route('drop', 'direct:drop', '{ to: "seda:q?discardWhenFull=true" }') +
      route('wait', 'direct:wait', '{ to: "seda:q?blockWhenFull=true" }'),
  )
  const { endpoints } = kafila
  await (await endpoints.resolve('seda:q?size=1').sink()).send(kafila.exchange({ body: 'first' }, 'InOnly'))
  expect((await kafila.send('direct:refuse')).exception).toMatchObject({ code: 'KF_CONN_QUEUE_FULL' })
  expect((await kafila.send('direct:drop', { body: 'dropped' })).exception).toBeUndefined()
  const waiting = kafila.send('direct:wait', { body: 'waited' })
  await kafila.routes.get('b')!.start()
  await waiting
  await until(() => bodies('end').length === 2)
  expect(bodies('end')).toEqual(['first', 'waited'])
})

test('a reply brings the result of the consuming route, its failure included', async () => {
  const { kafila } = await runRoutes(
    route('ok', 'seda:ok', '{ setBody: { constant: reply } }') +
      route('bad', 'seda:bad', '{ throwException: { exceptionType: java.io.IOException, message: no } }'),
  )
  expect(await kafila.request('seda:ok')).toBe('reply')
  await expect(kafila.request('seda:bad')).rejects.toThrow('no')
})

test('a reply that does not come in time fails, and the message is taken out of the queue', async () => {
  const { kafila, bodies } = await runRoutes(route('b', 'seda:q', '{ to: "mock:end" }', 'autoStartup: false,'))
  await expect(kafila.request('seda:q?timeout=5', { body: 'late' })).rejects.toMatchObject({ code: 'KF_CONN_REPLY_TIMEOUT' })
  await kafila.routes.get('b')!.start()
  await settled()
  expect(bodies('end')).toEqual([])
})

test('a stop works off what is queued', async () => {
  const work = () => settled()
  const { kafila, bodies } = await runRoutes(route('b', 'seda:q', '{ to: "bean:work" }, { to: "mock:end" }'), { beans: { work } })
  for (let i = 0; i < 5; i++) await kafila.send('seda:q', { body: i })
  await kafila.routes.get('b')!.stop(AbortSignal.timeout(5000))
  expect(bodies('end')).toEqual([0, 1, 2, 3, 4])
})

test('with purgeWhenStopping a stop drops what is queued, and tells those who wait for a reply', async () => {
  let goOn!: () => void
  const work = () => new Promise<void>(resolve => (goOn = resolve))
  const { kafila, until } = await runRoutes(route('b', 'seda:q?purgeWhenStopping=true', '{ to: "bean:work" }'), { beans: { work } })
  await kafila.send('seda:q')
  await until(() => goOn !== undefined)
  const reply = kafila.send('seda:q', {}, 'InOut')
  await settled()
  const stopping = kafila.routes.get('b')!.stop(AbortSignal.timeout(5000))
  expect((await reply).exception).toMatchObject({ code: 'KF_RUN_STOPPING' })
  goOn()
  await stopping
})

test('a stream is read before it is queued, so that it is still there when its source is gone', async () => {
  const { Readable } = await import('node:stream')
  const { StreamBody } = await import('../../src/index.ts')
  const { kafila, received, until } = await runRoutes(
    route('a', 'direct:start', '{ to: "seda:q" }') + route('b', 'seda:q', '{ to: "mock:end" }'),
  )
  await kafila.send('direct:start', { body: new StreamBody(Readable.from([Buffer.from('text')])) })
  await until(() => received('end').length === 1)
  expect((received('end')[0]!.body as InstanceType<typeof StreamBody>).bytes?.toString()).toBe('text')
})

test('a suspended consumer leaves messages in the queue until it is resumed', async () => {
  const { kafila, bodies, until } = await runRoutes(route('b', 'seda:q', '{ to: "mock:end" }'))
  await kafila.routes.get('b')!.suspend()
  await kafila.send('seda:q', { body: 1 })
  await settled()
  expect(bodies('end')).toEqual([])
  await kafila.routes.get('b')!.resume()
  await until(() => bodies('end').length === 1)
})

test('ten thousand messages take their turn without starving timers', async () => {
  const { kafila, received, until } = await runRoutes(
    route('b', 'seda:q?size=20000', '{ to: "mock:end?retainLast=1" }, { to: "bean:count" }'),
    {
      beans: { count: () => void count++ },
    },
  )
  let count = 0
  let ticks = 0
  const timer = setInterval(() => ticks++, 1)
  const sink = await kafila.endpoints.resolveDynamic('seda:q', true).sink()
  for (let i = 0; i < 10_000; i++) await sink.send(kafila.exchange({ body: i }, 'InOnly'))
  await until(() => count === 10_000)
  clearInterval(timer)
  expect(received('end').at(-1)!.body).toBe(9999)
  expect(ticks).toBeGreaterThan(0)
})

describe('queues that messages name', () => {
  const queues = (kafila: Kafila) => kafila.shared('queues:seda', () => new Map<string, unknown>())

  test('are forgotten when nobody uses them any more, unless something is in them', async () => {
    const { kafila } = await runRoutes(route('a', 'direct:start', '{ toD: "seda:q${body}?discardIfNoConsumers=${header.discard}" }'))
    await kafila.send('direct:start', { body: 'kept', headers: { discard: false } })
    for (let i = 0; i < 1500; i++) await kafila.send('direct:start', { body: i, headers: { discard: true } })
    // as many endpoints are kept as the cache of dynamic ones holds
    await until(() => queues(kafila).size <= 1001)
    expect(queues(kafila).has('qkept')).toBe(true)
  })

  test('are forgotten when they have been polled', async () => {
    const { kafila } = await runRoutes(
      route('a', 'direct:start', '{ pollEnrich: { expression: { simple: "seda:p${body}" }, timeout: 0, cacheSize: -1 } }'),
    )
    for (let i = 0; i < 20; i++) await kafila.send('direct:start', { body: i })
    expect(queues(kafila).size).toBe(0)
  })
})

test('who waits for a message in vain is forgotten', async () => {
  const { kafila } = await runRoutes(route('a', 'direct:start', '{ pollEnrich: { constant: "seda:p", timeout: 1 } }'))
  for (let i = 0; i < 5; i++) await kafila.send('direct:start')
  const queue = kafila.shared('queues:seda', () => new Map<string, SedaQueue>()).get('p') as unknown as { pollers: { length: number } }
  expect(queue.pollers.length).toBe(0)
})

test('what the consumer removes from a request stays with the sender', async () => {
  const remove = '{ removeProperty: { name: p } }, { removeHeader: { name: h } }, { setProperty: { name: q, constant: "2" } }'
  const { kafila } = await runRoutes(
    route('a', 'direct:start', '{ setProperty: { name: p, constant: "1" } }, { to: "seda:q" }') + route('b', 'seda:q', remove),
  )
  const replied = await kafila.send('direct:start', { headers: { h: 1 } }, 'InOut')
  expect([replied.property('p'), replied.header('h'), replied.property('q')]).toEqual(['1', undefined, '2'])
})
