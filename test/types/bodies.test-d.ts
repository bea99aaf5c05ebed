import { expectTypeOf } from 'vitest'
import {
  constant,
  csv,
  direct,
  type Exchange,
  from,
  json,
  jsonpath,
  mock,
  type NoHeaders,
  type Steps,
  simple,
  type TypedExchange,
} from '../../src/index.ts'

interface Line {
  readonly item: string
  readonly quantity: number
}

interface Order {
  readonly id: string
  readonly total: number
  readonly lines: readonly Line[]
}

/** What is behind a chain. */
type BodyOf<S> = S extends Steps<infer B, infer _> ? B : never
type HeadersOf<S> = S extends Steps<infer _, infer H> ? H : never
const bodyOf = <S>(_steps: S): BodyOf<S> => undefined as never
const headersOf = <S>(_steps: S): HeadersOf<S> => undefined as never

const orders = from<Order>(direct('orders'))

// where bodies come from
expectTypeOf(bodyOf(from(direct('a')))).toEqualTypeOf<unknown>()
expectTypeOf(bodyOf(orders)).toEqualTypeOf<Order>()
expectTypeOf(bodyOf(from(direct('a')).unmarshal(json<Order>()))).toEqualTypeOf<Order>()
expectTypeOf(bodyOf(from(direct('a')).unmarshal(json()))).toEqualTypeOf<unknown>()
expectTypeOf(bodyOf(from(direct('a')).unmarshal(csv<string[][]>({ delimiter: ';' })))).toEqualTypeOf<string[][]>()
expectTypeOf(bodyOf(orders.marshal(json()))).toEqualTypeOf<unknown>()
expectTypeOf(bodyOf(orders.convertBodyTo('String'))).toEqualTypeOf<string>()
expectTypeOf(bodyOf(orders.convertBodyTo('byte[]'))).toEqualTypeOf<Uint8Array>()
expectTypeOf(bodyOf(orders.convertBodyTo('java.lang.Integer'))).toEqualTypeOf<number>()
expectTypeOf(bodyOf(orders.convertBodyTo('boolean'))).toEqualTypeOf<boolean>()
expectTypeOf(bodyOf(orders.convertBodyTo('java.util.Map'))).toEqualTypeOf<unknown>()

// functions get the body and a typed exchange
orders.setBody((order, exchange) => {
  expectTypeOf(order).toEqualTypeOf<Order>()
  expectTypeOf(exchange.body).toEqualTypeOf<Order>()
  expectTypeOf(exchange.header('anything')).toEqualTypeOf<unknown>()
  expectTypeOf(exchange.property('anything')).toEqualTypeOf<unknown>()
  expectTypeOf(exchange).toExtend<Exchange>()
  return order.total
})
// @ts-expect-error there is no such property
orders.setBody(order => order.totl)
// @ts-expect-error nothing is known of the body
from(direct('a')).setBody(body => body.total)
// @ts-expect-error a text is no expression: it needs a language
orders.setBody('text')
// @ts-expect-error a condition gives true or false
orders.validate(order => order.total)

// what expressions make of the body
expectTypeOf(bodyOf(orders.setBody(order => order.id))).toEqualTypeOf<string>()
expectTypeOf(bodyOf(orders.transform(async order => order.lines))).toEqualTypeOf<readonly Line[]>()
expectTypeOf(bodyOf(orders.transform(order => ({ key: order.id })))).toEqualTypeOf<{ key: string }>()
expectTypeOf(bodyOf(orders.transform(constant('x')))).toEqualTypeOf<string>()
expectTypeOf(bodyOf(orders.transform(simple('${body}')))).toEqualTypeOf<unknown>()
expectTypeOf(bodyOf(orders.transform(simple<number>('${body.total}')))).toEqualTypeOf<number>()
expectTypeOf(bodyOf(orders.setBody(jsonpath<string[]>('$.lines[*].item')))).toEqualTypeOf<string[]>()

// steps that keep it
expectTypeOf(bodyOf(orders.log('x'))).toEqualTypeOf<Order>()
expectTypeOf(bodyOf(orders.delay(10))).toEqualTypeOf<Order>()
expectTypeOf(bodyOf(orders.validate(order => order.total > 0))).toEqualTypeOf<Order>()
expectTypeOf(bodyOf(orders.setVariable('x', order => order.id))).toEqualTypeOf<Order>()
expectTypeOf(bodyOf(orders.setProperty('x', constant('1')))).toEqualTypeOf<Order>()
expectTypeOf(bodyOf(orders.wireTap(direct('b')))).toEqualTypeOf<Order>()
expectTypeOf(bodyOf(orders.throttle(10))).toEqualTypeOf<Order>()
expectTypeOf(bodyOf(orders.sample('5s'))).toEqualTypeOf<Order>()
expectTypeOf(bodyOf(orders.removeHeader('x'))).toEqualTypeOf<Order>()
expectTypeOf(bodyOf(orders.script(order => order.id))).toEqualTypeOf<Order>()

// steps that may replace it
expectTypeOf(bodyOf(orders.to(mock('end')))).toEqualTypeOf<Order>()
expectTypeOf(bodyOf(orders.to<Line>(direct('b')))).toEqualTypeOf<Line>()
expectTypeOf(bodyOf(orders.toD<Line>('direct:${header.to}'))).toEqualTypeOf<Line>()
expectTypeOf(bodyOf(orders.bean('service', { method: 'price' }))).toEqualTypeOf<unknown>()
expectTypeOf(bodyOf(orders.bean<number>('service', { method: 'price' }))).toEqualTypeOf<number>()
expectTypeOf(bodyOf(orders.recipientList(simple('${header.to}')))).toEqualTypeOf<unknown>()
expectTypeOf(bodyOf(orders.routingSlip<Line>(simple('${header.to}')))).toEqualTypeOf<Line>()
expectTypeOf(bodyOf(orders.multicast(steps => steps.to('direct:a')))).toEqualTypeOf<unknown>()
expectTypeOf(bodyOf(orders.kamelet<string>('greet'))).toEqualTypeOf<string>()
expectTypeOf(bodyOf(orders.poll<string>('file:in'))).toEqualTypeOf<string>()
expectTypeOf(bodyOf(orders.eip<number>('mine', { any: 1 }))).toEqualTypeOf<number>()

// processors
orders.process(exchange => {
  expectTypeOf(exchange.body).toEqualTypeOf<Order>()
  exchange.setHeader('x', 1)
})
expectTypeOf(bodyOf(orders.process(() => undefined))).toEqualTypeOf<Order>()
const counted = orders.process<number>(exchange => {
  exchange.body = exchange.body.lines.length
})
expectTypeOf(bodyOf(counted)).toEqualTypeOf<number>()
orders.process(exchange => {
  // @ts-expect-error the body stays what it is unless the step says otherwise
  exchange.body = 3
})
orders.process('nameOfABean')
orders.process({ process: exchange => void expectTypeOf(exchange.body).toEqualTypeOf<Order>() })
// @ts-expect-error a number is no processor
orders.process(3)

// split: the steps get the parts, the route goes on with the whole
const split = orders.split(
  order => order.lines,
  line => {
    expectTypeOf(bodyOf(line)).toEqualTypeOf<Line>()
    return line.transform(({ item }) => item)
  },
)
expectTypeOf(bodyOf(split)).toEqualTypeOf<Order>()
orders.split(simple<string[]>('${body.names}'), name => name.setBody(text => void expectTypeOf(text).toEqualTypeOf<string>()))
orders.split(constant('a,b'), { delimiter: ',' }, part => part.setBody(text => void expectTypeOf(text).toEqualTypeOf<string>()))
orders.split(simple('${body}'), part => part.setBody(item => void expectTypeOf(item).toEqualTypeOf<unknown>()))
orders.split(
  () => new Map([['a', 1]]),
  part => part.setBody(item => void expectTypeOf(item).toEqualTypeOf<[string, number]>()),
)
const joined = orders.split(
  order => order.lines,
  {
    aggregationStrategy: (previous: TypedExchange<number> | undefined, next: TypedExchange<Line>) => {
      const sum = next as unknown as TypedExchange<number>
      sum.body = (previous?.body ?? 0) + next.body.quantity
      return sum
    },
  },
  line => line,
)
expectTypeOf(bodyOf(joined)).toEqualTypeOf<number>()
expectTypeOf(
  bodyOf(
    orders.split(
      order => order.lines,
      { aggregationStrategy: 'bean' },
      line => line,
    ),
  ),
).toEqualTypeOf<Order>()
const lineSplit = orders.split(
  order => order.lines,
  { streaming: true },
  line => line,
)
expectTypeOf(bodyOf(lineSplit)).toEqualTypeOf<Order>()
// @ts-expect-error the parts are texts
orders.split(constant('a,b'), part => part.setBody(text => text.total))
// @ts-expect-error the steps are given back
orders.split(constant('a,b'), part => void part.log('x'))
// @ts-expect-error split needs its steps
orders.split(order => order.lines)

// branches
const chosen = orders.choice(choice =>
  choice
    .when(
      order => order.total > 100,
      steps => steps.setBody(() => 'large'),
    )
    .when(simple('${header.x}'), steps => steps.setBody(() => 1))
    .otherwise(steps => steps.setBody(() => true)),
)
expectTypeOf(bodyOf(chosen)).toEqualTypeOf<string | number | boolean>()
const open = orders.choice(choice =>
  choice.when(
    order => order.total > 100,
    steps => steps.setBody(() => 'large'),
  ),
)
expectTypeOf(bodyOf(open)).toEqualTypeOf<string | Order>()
orders.choice(choice =>
  choice.when(
    order => order.total > 1,
    steps => steps.setBody(order => void expectTypeOf(order).toEqualTypeOf<Order>()),
  ),
)
// @ts-expect-error nothing stands behind otherwise
orders.choice(choice => choice.otherwise(steps => steps).when(constant('true'), steps => steps))
// @ts-expect-error a branch gives its steps
orders.choice(choice => choice.when(constant('true'), () => 3))

const filtered = orders.filter(
  order => order.total > 1,
  steps => steps.setBody(() => 'yes'),
)
expectTypeOf(bodyOf(filtered)).toEqualTypeOf<string | Order>()
expectTypeOf(
  bodyOf(
    orders.filter(
      order => order.total > 1,
      steps => steps.log('x'),
    ),
  ),
).toEqualTypeOf<Order>()
const tried = orders.doTry(
  steps => steps.setBody(() => 1),
  clauses =>
    clauses
      .doCatch('java.io.IOException', steps => steps.setBody(() => 'failed'), { onWhen: simple('${header.x}') })
      .doFinally(steps => steps.log('done')),
)
expectTypeOf(bodyOf(tried)).toEqualTypeOf<string | number>()
expectTypeOf(bodyOf(orders.pipeline(steps => steps.setBody(() => 1)))).toEqualTypeOf<number>()
expectTypeOf(bodyOf(orders.step({ id: 'one' }, steps => steps.setBody(() => 1)))).toEqualTypeOf<number>()
expectTypeOf(bodyOf(orders.loop(3, steps => steps.log('x')))).toEqualTypeOf<Order>()
expectTypeOf(bodyOf(orders.saga(steps => steps.setBody(() => 1)))).toEqualTypeOf<number>()
expectTypeOf(bodyOf(orders.saga())).toEqualTypeOf<Order>()
expectTypeOf(bodyOf(orders.circuitBreaker(steps => steps.setBody(() => 1)))).toEqualTypeOf<number>()
expectTypeOf(
  bodyOf(
    orders.idempotentConsumer(
      order => order.id,
      'repository',
      steps => steps.setBody(() => 1),
    ),
  ),
).toEqualTypeOf<Order | number>()

// aggregation
const grouped = orders.aggregate(
  order => order.id,
  (previous: TypedExchange<Order[]> | undefined, next: TypedExchange<Order>) => {
    const group = next as unknown as TypedExchange<Order[]>
    group.body = [...(previous?.body ?? []), next.body]
    return group
  },
  { completionSize: 3, completionTimeout: '5s' },
  group => group.setBody(all => void expectTypeOf(all).toEqualTypeOf<Order[]>()),
)
expectTypeOf(bodyOf(grouped)).toEqualTypeOf<Order>()
// @ts-expect-error there is no such option
orders.aggregate(constant('true'), 'strategy', { completionSise: 3 }, steps => steps)
orders.aggregate(
  constant('true'),
  // @ts-expect-error a strategy gives an exchange
  () => 'x',
  (steps: Steps<unknown>) => steps,
)

// replies and strategies
const enriched = orders.enrich(direct('stock'), {
  aggregationStrategy: (order: TypedExchange<{ stock: number }> | undefined, _reply: TypedExchange<unknown>) => order,
})
expectTypeOf(bodyOf(enriched)).toEqualTypeOf<{ stock: number }>()
expectTypeOf(bodyOf(orders.enrich<Line>(direct('stock')))).toEqualTypeOf<Line>()

// headers
const marked = orders.setHeader('region', order => order.id).setHeader('count', order => order.lines.length)
expectTypeOf(headersOf(marked).region).toEqualTypeOf<string>()
expectTypeOf(headersOf(marked).count).toEqualTypeOf<number>()
marked.setBody((_, exchange) => {
  expectTypeOf(exchange.header('region')).toEqualTypeOf<string>()
  expectTypeOf(exchange.header('count')).toEqualTypeOf<number>()
  expectTypeOf(exchange.header('other')).toEqualTypeOf<unknown>()
  return ''
})
expectTypeOf(headersOf(marked.setHeader('region', () => 5)).region).toEqualTypeOf<number>()
// @ts-expect-error it is removed
headersOf(marked.removeHeader('region')).region
expectTypeOf(headersOf(marked.removeHeader('region')).count).toEqualTypeOf<number>()
// @ts-expect-error all are removed
headersOf(marked.removeHeaders('*')).count
const several = orders.setHeaders({ a: order => order.total, b: constant('x'), c: simple('${body}') })
expectTypeOf(headersOf(several).a).toEqualTypeOf<number>()
expectTypeOf(headersOf(several).b).toEqualTypeOf<string>()
expectTypeOf(headersOf(several).c).toEqualTypeOf<unknown>()
orders.setHeaders([{ name: 'a', expression: constant('x') }])
// @ts-expect-error a header needs an expression
orders.setHeader('a')
// @ts-expect-error a text is no expression
orders.setHeader('a', 'x')
expectTypeOf(headersOf(from<Order, { readonly tenant: string }>(direct('a'))).tenant).toEqualTypeOf<string>()
from<Order, { readonly tenant: string }>(direct('a')).filter(
  (_, exchange) => exchange.header('tenant') === 'x',
  steps => steps.setBody((_, exchange) => void expectTypeOf(exchange.header('tenant')).toEqualTypeOf<string>()),
)
expectTypeOf(headersOf(orders.setHeader('a' as string, () => 1))).toEqualTypeOf<NoHeaders>()
