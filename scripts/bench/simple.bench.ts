import { compileExpression } from './expressions.ts'
import { Exchange, type Expression } from './library.ts'
import { measure, type Result, type Row, type Variant } from './measure.ts'

interface Case {
  readonly text: string
  readonly predicate: boolean
  readonly hand: (exchange: Exchange) => unknown
}

type Body = { amount: number; id: number; customer: string }
const body = (exchange: Exchange) => exchange.body as Body

const CASES: readonly Case[] = [
  {
    text: "${body[amount]} > 100 && ${header.region} == 'EU'",
    predicate: true,
    hand: ex => body(ex).amount > 100 && ex.headers['region'] === 'EU',
  },
  { text: 'Order ${body[id]} for ${header.customer}', predicate: false, hand: ex => `Order ${body(ex).id} for ${ex.headers['customer']}` },
  { text: '${header.region}', predicate: false, hand: ex => ex.headers['region'] ?? null },
]

/** Simple expressions against the same in JavaScript. */
export async function bench(): Promise<Result> {
  const { expressions, services } = await compileExpression(CASES)
  const exchanges = Array.from({ length: 16 }, (_, id) => {
    const exchange = new Exchange(services, { amount: id * 20, id, customer: `c${id}` })
    exchange.setHeader('region', id % 2 === 0 ? 'EU' : 'US')
    exchange.setHeader('customer', `c${id}`)
    return exchange
  })
  const rows: Row[] = []
  for (const [index, { text, hand }] of CASES.entries()) {
    const measured = await measure([variant(`by hand: ${text}`, hand, exchanges), variant('simple', expressions[index]!, exchanges)], {
      count: 2_000_000,
    })
    rows.push(...measured)
  }
  return { unit: 'ns per evaluation', rows }
}

function variant(label: string, evaluate: Expression | ((exchange: Exchange) => unknown), exchanges: readonly Exchange[]): Variant {
  let sink = 0
  return {
    label,
    run(count) {
      for (let i = 0; i < count; i++) if (evaluate(exchanges[i & 15]!)) sink += 1
      if (sink === 0) throw new Error('nothing was measured')
    },
  }
}
