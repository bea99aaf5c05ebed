import { Exchange } from './library.ts'
import { measure, type Result, type Variant } from './measure.ts'
import { benchRuntime } from './runtime.ts'

const PARTS = 100

/** A list of 100 split, each part changed, and the results collected. */
const ROUTE = `
- beans:
    - { name: collect, type: org.apache.camel.processor.aggregate.GroupedBodyAggregationStrategy }
- route:
    id: bench
    from:
      uri: bench:source
      steps:
        - split:
            simple: "\${body}"
            aggregationStrategy: collect
            steps:
              - setHeader: { name: price, simple: "\${body[price]}" }
              - setBody: { simple: "item \${body[id]}" }
        - to: bench:sink
`

interface Part {
  body: unknown
  headers: Record<string, unknown>
  properties: Record<string, unknown>
}

let handLast: unknown[] = []

/** The same by hand: a message per part, with its index, a header and a new body; the bodies joined. */
function hand(items: readonly { id: number; price: number }[]): void {
  const joined: unknown[] = []
  for (let index = 0; index < items.length; index++) {
    const item = items[index]!
    const part: Part = {
      body: item,
      headers: {},
      properties: { CamelSplitIndex: index, CamelSplitSize: items.length, CamelSplitComplete: index === items.length - 1 },
    }
    part.headers['price'] = item.price
    part.body = `item ${item.id}`
    joined.push(part.body)
  }
  handLast = joined
}

/** Splitting, per part. */
export async function bench(): Promise<Result> {
  const items = Array.from({ length: PARTS }, (_, id) => ({ id, price: id * 3 }))
  const variants: Variant[] = [
    {
      label: 'hand-written loop',
      run(count) {
        for (let i = 0; i < count; i += PARTS) hand(items)
      },
    },
    await route('generated', items),
    await route('reference', items),
  ]
  const rows = await measure(variants, { count: 100_000 })
  if (handLast.length !== PARTS) throw new Error('nothing was measured')
  return { unit: 'ns per part', rows }
}

async function route(engine: 'generated' | 'reference', items: readonly object[]): Promise<Variant> {
  const { kafila, counter } = await benchRuntime(ROUTE, { engine })
  const handle = kafila.routes.get('bench')!
  return {
    label: `route, ${engine} engine`,
    async run(count) {
      for (let i = 0; i < count; i += PARTS) {
        const outcome = handle.deliver(new Exchange(kafila.services, items))
        if (outcome instanceof Promise) await outcome
      }
      if ((counter.last?.body as unknown[] | undefined)?.length !== PARTS) throw new Error('the route did not do its work')
    },
  }
}
