import { Exchange, type Kafila } from '../library.ts'
import { measure, type Result, type Row, type Variant } from '../measure.ts'
import { benchRuntime, type Counter } from '../runtime.ts'
import type { Case, Message } from './case.ts'

/** Messages that come in before what arrives is waited for. */
const BATCH = 700

/** Each case against the same by hand: a new message, what the steps do to it, and nothing else. */
export async function benchCases(cases: readonly Case[]): Promise<Result> {
  const { kafila, counter } = await benchRuntime(cases.map(fileOf))
  const variants = cases.map(each => ({ each, hand: byHand(each), route: byRoute(each, kafila, counter) }))
  for (const { each, hand, route } of variants) await same(each, hand, route)
  const rows: Row[] = []
  for (const { each, hand, route } of variants)
    rows.push(...(await measure([hand, route], { count: each.arrivesAfter === undefined ? 100 : BATCH })))
  await kafila.stop()
  return { unit: 'ns per message', rows }
}

/** A variant that keeps what it made last. */
interface Kept extends Variant {
  last(): unknown
}

function byHand({ id, body, headers = {}, differs, arrivesAfter, hand }: Case): Kept {
  let last: Message | undefined
  let arrived = 0
  const work = hand(message => {
    last = message
    arrived += 1
  })
  let index = 0
  const one = () => {
    const message: Message = { body, headers: { ...headers }, properties: {} }
    if (differs !== undefined) message.headers[differs.header] = differs.value(index++)
    if (arrivesAfter === undefined) last = message
    return work(message)
  }
  return {
    label: `by hand: ${id}`,
    run: count => inBatches(count, arrivesAfter, () => arrived, one),
    last: () => last?.body,
  }
}

function byRoute({ id, body, headers = {}, differs, arrivesAfter }: Case, kafila: Kafila, counter: Counter): Kept {
  const handle = kafila.routes.get(id)!
  let last: Exchange | undefined
  let index = 0
  const one = () => {
    const exchange = new Exchange(kafila.services, body)
    for (const name in headers) exchange.setHeader(name, headers[name])
    if (differs !== undefined) exchange.setHeader(differs.header, differs.value(index++))
    last = exchange
    const outcome = handle.deliver(exchange)
    if (outcome instanceof Promise) return outcome.then(({ status }) => done(status))
    done(outcome.status)
  }
  const done = (status: string) => {
    if (status !== 'completed') throw new Error(`${id} failed`, { cause: last?.exception })
  }
  return {
    label: 'route',
    run: count => inBatches(count, arrivesAfter, () => counter.count, one),
    last: () => (arrivesAfter === undefined ? last : counter.last)?.body,
  }
}

/** Runs so many messages; where something arrives it is waited for, batch by batch. */
async function inBatches(
  count: number,
  arrivesAfter: number | undefined,
  arrived: () => number,
  one: () => void | Promise<void>,
): Promise<void> {
  for (let done = 0; done < count; ) {
    const end = arrivesAfter === undefined ? count : Math.min(count, done + BATCH)
    const expected = arrived() + (end - done) / (arrivesAfter ?? 1)
    for (; done < end; done++) {
      const waiting = one()
      if (waiting !== undefined) await waiting
    }
    while (arrivesAfter !== undefined && arrived() < expected) await new Promise(resolve => setImmediate(resolve))
  }
}

/** Both give the same. */
async function same({ id, layoutDiffers }: Case, hand: Kept, route: Kept): Promise<void> {
  for (const variant of [hand, route]) await variant.run(BATCH)
  const [wanted, made] = [hand.last(), route.last()].map(body => JSON.stringify(layoutDiffers ? JSON.parse(body as string) : body))
  if (wanted === undefined || wanted !== made) throw new Error(`${id}: ${made?.slice(0, 500)} instead of ${wanted?.slice(0, 500)}`)
}

function fileOf({ id, steps, more = '' }: Case): string {
  return `${more}
- route:
    id: "${id}"
    from:
      uri: bench:${id.replace(/\W/g, '-')}
      steps:
${steps.replace(/^/gm, '        ')}
`
}
