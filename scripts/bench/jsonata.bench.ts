import jsonata from 'jsonata'
import { compileJsonata } from '../../src/languages/jsonata/expression.ts'
import { measure, type Result, type Row, type Variant } from './measure.ts'

interface Item {
  readonly name: string
  readonly cat: string
  readonly price: number
  readonly qty: number
}

interface Order {
  readonly id: string
  readonly amount: number
  readonly customer: { readonly name: string }
  readonly items: readonly Item[]
}

interface Subject {
  readonly expression: string
  /** The same in JavaScript, where anybody would write it by hand. */
  readonly hand?: (order: Order) => unknown
  /** How many times faster than the official evaluator it is meant to be. */
  readonly goal: number
}

const SUBJECTS: readonly Subject[] = [
  { expression: 'amount > 100', hand: order => order.amount > 100, goal: 25 },
  { expression: 'customer.name', hand: order => order.customer.name, goal: 25 },
  { expression: 'items[price > 10].name', hand: order => order.items.filter(item => item.price > 10).map(item => item.name), goal: 25 },
  { expression: '{"id": id, "total": $sum(items.(price*qty))}', hand: totalOf, goal: 25 },
  { expression: 'items{cat: $sum(price)}', hand: sumByCategory, goal: 8 },
  { expression: 'items^(>price)[0].name', hand: order => [...order.items].sort((a, b) => b.price - a.price)[0]!.name, goal: 8 },
  {
    expression: '$map(items, function($i){ {"name": $uppercase($i.name), "total": $i.price * $i.qty} })',
    hand: order => order.items.map(item => ({ name: item.name.toUpperCase(), total: item.price * item.qty })),
    goal: 8,
  },
]

function totalOf(order: Order): unknown {
  let total = 0
  for (const item of order.items) total += item.price * item.qty
  return { id: order.id, total }
}

function sumByCategory(order: Order): unknown {
  const sums: Record<string, number> = {}
  for (const item of order.items) sums[item.cat] = (sums[item.cat] ?? 0) + item.price
  return sums
}

/** Orders of five items of one shape, all different, as parsed messages are. */
function orders(): Order[] {
  return Array.from({ length: 64 }, (_, at) => ({
    id: `order-${at}`,
    amount: 60 + at * 2,
    customer: { name: `customer ${at}` },
    items: Array.from({ length: 5 }, (_, item) => ({
      name: `item ${item}`,
      cat: item % 2 === 0 ? 'tools' : 'toys',
      price: 5 + ((item * 7 + at) % 13),
      qty: 1 + (item % 3),
    })),
  }))
}

const WARM_UP = 100_000

/** Keeps results alive, so that no work can be left out. */
export let sink: unknown

function variantsOf({ expression, hand }: Subject, data: readonly Order[]): Variant[] {
  const ours = compileJsonata(expression)
  const official = jsonata(expression)
  const loop = (evaluate: (order: Order) => unknown) => (count: number) => {
    for (let at = 0; at < count; at++) sink = evaluate(data[at & 63]!)
  }
  // Compiled code is what is to be measured; a route runs for longer than this.
  for (const evaluate of [(order: Order) => ours.evaluate(order), hand ?? (() => undefined)]) loop(evaluate)(WARM_UP)
  const asynchronous = async (count: number) => {
    for (let at = 0; at < count; at++) sink = await official.evaluate(data[at & 63])
  }
  return [
    { label: 'ours', run: loop(order => ours.evaluate(order)) },
    { label: 'official', run: asynchronous },
    ...(hand === undefined ? [] : [{ label: 'hand-written', run: loop(hand) }]),
  ]
}

/** Our compiler against the official evaluator and against JavaScript written by hand, per evaluation. */
export async function bench(): Promise<Result> {
  const data = orders()
  const rows: Row[] = []
  // All of them run before any is measured, so that the code they share has seen more than one.
  const prepared = SUBJECTS.map(subject => ({ subject, variants: variantsOf(subject, data) }))
  for (const { subject, variants } of prepared) {
    const measured = await measure(variants, { count: 8_000, rounds: 9 })
    const gain = measured[1]!.ratio!
    rows.push({
      label: subject.expression.slice(0, 44),
      value: measured[0]!.value,
      ratio: gain,
      note: noteOf(measured, gain, subject.goal),
    })
  }
  return { unit: 'ns per evaluation, x is the gain over the official evaluator', rows }
}

function noteOf(measured: readonly Row[], gain: number, goal: number): string {
  const [ours, official, hand] = measured
  const byHand = hand === undefined ? '' : `, by hand ${hand.value.toFixed(1)} (ours x${(ours!.value / hand.value).toFixed(1)})`
  return `official ${Math.round(official!.value)}${byHand}; goal x${goal}${gain < goal ? ' MISSED' : ''}`
}
