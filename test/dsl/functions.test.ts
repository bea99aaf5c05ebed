import { expect, onTestFinished, test } from 'vitest'
import {
  createKafila,
  direct,
  type Exchange,
  from,
  header,
  json,
  type Kafila,
  mock,
  mocks,
  onException,
  type RouteExport,
  routeFile,
  simple,
  withBody,
} from '../../src/index.ts'

const quiet = { enabled: () => false, write: () => undefined }

async function started(...exported: readonly RouteExport[]): Promise<Kafila> {
  const kafila = await createKafila({ routes: [routeFile(...exported)], logger: quiet })
  await kafila.start()
  onTestFinished(() => kafila.stop({ timeoutMs: 1000 }))
  return kafila
}

const bodiesAt = (kafila: Kafila, name: string) =>
  mocks(kafila)
    .endpoint(name)
    .received.map(each => each.body)

test('functions are expressions: of body and exchange, at once or later; undefined counts as null', async () => {
  const kafila = await started(
    from<number>(direct('a'))
      .setHeader('plus', (body, exchange) => body + Number(exchange.header('more')))
      .setProperty('later', async body => body * 2)
      .transform((body, exchange) => [body, exchange.header('plus'), exchange.property('later')]),
    from<number>(direct('thenable')).setBody(body => ({ then: (done: (value: number) => void) => done(body + 1) }) as PromiseLike<number>),
    from<number>(direct('nothing')).setBody(() => undefined),
  )
  expect(await kafila.request('direct:a', { body: 3, headers: { more: 4 } })).toEqual([3, 7, 6])
  expect(await kafila.request('direct:thenable', { body: 1 })).toBe(2)
  expect(await kafila.request('direct:nothing', { body: 1 })).toBe(null)
})

test('functions are conditions, of steps, branches and clauses', async () => {
  const kafila = await started(
    from<number>(direct('a')).choice(choice =>
      choice
        .when(
          body => body > 10,
          steps => steps.setBody(() => 'large'),
        )
        .when(
          async body => body > 5,
          steps => steps.setBody(() => 'middle'),
        )
        .otherwise(steps =>
          steps.filter(
            body => body < 0,
            inner => inner.setBody(() => 'negative'),
          ),
        ),
    ),
    from<number>(direct('tried')).doTry(
      steps => steps.throwException({ exceptionType: 'java.io.IOException', message: 'away' }),
      clauses =>
        clauses
          .doCatch('java.io.IOException', steps => steps.setBody(() => 'first'), { onWhen: body => body === 1 })
          .doCatch('java.io.IOException', steps => steps.setBody(() => 'second')),
    ),
  )
  const replies = await Promise.all([20, 7, 3, -1].map(body => kafila.request('direct:a', { body })))
  expect(replies).toEqual(['large', 'middle', 3, 'negative'])
  expect(await Promise.all([1, 2].map(body => kafila.request('direct:tried', { body })))).toEqual(['first', 'second'])
})

test('processors get the exchange; what they return is only waited for', async () => {
  const seen: unknown[] = []
  const kafila = await started(
    from<string>(direct('a'))
      .process(exchange => void seen.push(exchange.body))
      .process<number>(async exchange => {
        await Promise.resolve()
        exchange.body = exchange.body.length
      })
      .process({ process: exchange => void exchange.setHeader('seen', exchange.body) })
      .transform((length, exchange) => length + Number(exchange.header('seen'))),
  )
  expect(await kafila.request('direct:a', { body: 'four' })).toBe(8)
  expect(seen).toEqual(['four'])
})

test('functions join: the parts of a split, branches, replies and groups', async () => {
  const kafila = await started(
    from<readonly number[]>(direct('split')).split<readonly number[], number>(
      body => body,
      { aggregationStrategy: (sum, part) => withBody(part, (sum?.body ?? 0) + part.body) },
      part => part.transform(number => number * 10),
    ),
    from<string>(direct('multicast')).multicast<string[]>(
      { aggregationStrategy: (all, next) => withBody(next, [...(all?.body ?? []), String(next.body)]) },
      branches => branches.to(direct('upper')).to(direct('lower')),
    ),
    from<string>(direct('upper')).transform(text => text.toUpperCase()),
    from<string>(direct('lower')).transform(text => text.toLowerCase()),
    from<string>(direct('enrich')).enrich<string>(direct('upper'), {
      aggregationStrategy: (order, reply) => withBody(order!, `${order!.body} and ${reply.body}`),
    }),
    from<{ key: string; amount: number }>(direct('group')).aggregate<number>(
      ({ key }) => key,
      async (sum, { body, ...rest }) => withBody((sum ?? rest) as Exchange, (sum?.body ?? 0) + body.amount),
      { completionSize: 2 },
      group => group.to(mock('groups')),
    ),
  )
  expect(await kafila.request('direct:split', { body: [1, 2, 3] })).toBe(60)
  expect(await kafila.request('direct:multicast', { body: 'aB' })).toEqual(['AB', 'ab'])
  expect(await kafila.request('direct:enrich', { body: 'aB' })).toBe('aB and AB')
})

test('a function that throws fails the exchange: it is redelivered, handled, and told with its message', async () => {
  let calls = 0
  const kafila = await started(
    onException('java.lang.Exception', { handled: true, redeliveryPolicy: { maximumRedeliveries: 2, redeliveryDelay: 0 } }, steps =>
      steps.setBody(simple('gave up: ${exception.message}')),
    ),
    from<{ readonly total?: { readonly net: number } }>(direct('a')).transform(body => {
      calls += 1
      return body.total!.net
    }),
  )
  expect(await kafila.request('direct:a', { body: {} })).toBe("gave up: Cannot read properties of undefined (reading 'net')")
  expect(calls).toBe(3)
})

test('objects stand where YAML names a bean', async () => {
  const prices = { price: (item: unknown) => `${item}: 12` }
  const kafila = await started(
    from<string>(direct('a')).bean<string>(prices, { method: 'price' }),
    from<string>(direct('sorted')).split(simple<string>('${body}'), { delimiter: ',' }, part => part.to(mock('parts'))),
    from<readonly number[]>(direct('sort')).sort(undefined, { comparator: (a: number, b: number) => b - a }),
  )
  expect(await kafila.request('direct:a', { body: 'rope' })).toBe('rope: 12')
  await kafila.request('direct:sorted', { body: 'b,a' })
  expect(bodiesAt(kafila, 'parts')).toEqual(['b', 'a'])
  expect(await kafila.request('direct:sort', { body: [1, 3, 2] })).toEqual([3, 2, 1])
})

test('two runtimes of one program share nothing but its functions', async () => {
  const route = routeFile(
    from<number>(direct('a'))
      .transform(body => body + 1)
      .setHeader('x', header('y'))
      .unmarshal(json()),
  )
  const [first, second] = await Promise.all([1, 2].map(() => createKafila({ routes: [route], logger: quiet })))
  expect([...first!.routes.keys()]).toEqual(['route1'])
  expect([...second!.routes.keys()]).toEqual(['route1'])
})
