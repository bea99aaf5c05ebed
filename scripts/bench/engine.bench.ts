import { Exchange } from './library.ts'
import { measure, type Result, type Variant } from './measure.ts'
import { benchRuntime } from './runtime.ts'

/** Ten steps: five headers, a filter, a choice, a template, an object as body, a sink. */
const ROUTE = `
- route:
    id: bench
    from:
      uri: bench:source
      steps:
        - setHeader: { name: region, constant: EU }
        - setHeader: { name: amount, simple: "\${body[amount]}" }
        - setHeader: { name: customer, simple: "\${body[customer]}" }
        - setHeader: { name: kind, constant: order }
        - setHeader: { name: source, constant: bench }
        - filter:
            simple: "\${header.amount} > 100 && \${header.region} == 'EU'"
            steps:
              - setHeader: { name: large, constant: yes }
        - choice:
            when:
              - simple: "\${header.kind} == 'invoice'"
                steps: [ { setHeader: { name: queue, constant: invoices } } ]
              - simple: "\${header.kind} == 'order'"
                steps: [ { setHeader: { name: queue, constant: orders } } ]
            otherwise:
              steps: [ { setHeader: { name: queue, constant: other } } ]
        - setHeader: { name: subject, simple: "Order \${body[id]} for \${header.customer}" }
        - setProperty: { name: done, constant: yes }
        - to: bench:sink
`

function HeaderBag(this: unknown): void {}

const Headers = HeaderBag as unknown as new () => Record<string, unknown>
Headers.prototype = Object.create(null)

interface HandExchange {
  body: { id: number; amount: number; customer: string }
  headers: Record<string, unknown>
  properties: Record<string, unknown>
}

let handCount = 0
let handLast: HandExchange | undefined

/** The same work, written by hand. */
function hand(exchange: HandExchange): void {
  const { headers, body } = exchange
  headers['region'] = 'EU'
  headers['amount'] = body.amount
  headers['customer'] = body.customer
  headers['kind'] = 'order'
  headers['source'] = 'bench'
  if ((headers['amount'] as number) > 100 && headers['region'] === 'EU') headers['large'] = 'yes'
  if (headers['kind'] === 'invoice') headers['queue'] = 'invoices'
  else if (headers['kind'] === 'order') headers['queue'] = 'orders'
  else headers['queue'] = 'other'
  headers['subject'] = `Order ${body.id} for ${headers['customer']}`
  exchange.properties['done'] = 'yes'
  handCount += 1
  handLast = exchange
}

/** The ten-step route against the same by hand, with error handler and counters, in both engines. */
export async function bench(): Promise<Result> {
  const orders = Array.from({ length: 64 }, (_, id) => ({ id, amount: 50 + id * 2, customer: `c${id % 7}` }))
  const variants: Variant[] = [
    {
      label: 'hand-written loop',
      run(count) {
        for (let i = 0; i < count; i++) hand({ body: orders[i & 63]!, headers: new Headers(), properties: new Headers() })
      },
    },
    await route('generated', orders),
    await route('reference', orders),
  ]
  const rows = await measure(variants, { count: 200_000 })
  if (handCount === 0 || handLast === undefined) throw new Error('nothing was measured')
  return { unit: 'ns per exchange', rows: rows.map(row => ({ ...row, note: `${(1000 / row.value).toFixed(1)} M/s` })) }
}

async function route(engine: 'generated' | 'reference', orders: readonly object[]): Promise<Variant> {
  const { kafila, counter } = await benchRuntime(ROUTE, { engine })
  const handle = kafila.routes.get('bench')!
  const { services } = kafila
  return {
    label: `route, ${engine} engine`,
    run(count) {
      const before = counter.count
      for (let i = 0; i < count; i++) handle.deliver(new Exchange(services, orders[i & 63]))
      if (counter.count - before !== count || counter.last?.header('queue') !== 'orders') throw new Error('the route did not do its work')
    },
  }
}
