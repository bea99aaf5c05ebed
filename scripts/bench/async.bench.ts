import { Exchange } from './library.ts'
import { measure, type Result, type Variant } from './measure.ts'
import { benchRuntime } from './runtime.ts'

/** Steps around one that returns a promise. */
const ROUTE = `
- route:
    id: bench
    from:
      uri: bench:source
      steps:
        - setHeader: { name: a, constant: one }
        - setHeader: { name: b, simple: "\${body[id]}" }
        - process: { ref: wait }
        - setHeader: { name: c, constant: three }
        - to: bench:sink
`

interface HandExchange {
  body: { id: number }
  headers: Record<string, unknown>
  waited: boolean
}

let handLast: HandExchange | undefined

async function waitByHand(exchange: HandExchange): Promise<void> {
  exchange.waited = true
}

/** The same by hand, as an asynchronous function. */
async function hand(exchange: HandExchange): Promise<void> {
  exchange.headers['a'] = 'one'
  exchange.headers['b'] = exchange.body.id
  await waitByHand(exchange)
  exchange.headers['c'] = 'three'
  handLast = exchange
}

/** One asynchronous step among five. */
export async function bench(): Promise<Result> {
  const body = { id: 7 }
  const variants: Variant[] = [
    {
      label: 'hand-written async function',
      async run(count) {
        for (let i = 0; i < count; i++) await hand({ body, headers: {}, waited: false })
      },
    },
    await route('generated', body, async () => undefined, 'route, generated engine'),
    await route('reference', body, async () => undefined, 'route, reference engine'),
    await route('generated', body, () => undefined, 'route, the step completes synchronously'),
  ]
  const rows = await measure(variants, { count: 100_000 })
  if (handLast?.headers['c'] !== 'three') throw new Error('nothing was measured')
  return { unit: 'ns per exchange', rows }
}

async function route(engine: 'generated' | 'reference', body: object, wait: () => unknown, label: string): Promise<Variant> {
  const { kafila, counter } = await benchRuntime(ROUTE, { engine, beans: { wait } })
  const handle = kafila.routes.get('bench')!
  return {
    label,
    async run(count) {
      const before = counter.count
      for (let i = 0; i < count; i++) {
        const outcome = handle.deliver(new Exchange(kafila.services, body))
        if (outcome instanceof Promise) await outcome
      }
      if (counter.count - before !== count) throw new Error('the route did not do its work')
    },
  }
}
