import { Exchange } from './library.ts'
import { median, type Result } from './measure.ts'
import { benchRuntime } from './runtime.ts'
import { byHand, ORDERS, TEN_STEPS, tenSteps } from './ten-steps.ts'

/** So few that nothing is collected in most rounds; the median passes over the others. */
const COUNT = 1000
const ROUNDS = 101

/** Bytes that the ten-step route allocates per exchange, the exchange itself included, against the same by hand. */
export async function bench(): Promise<Result> {
  const { kafila } = await benchRuntime(TEN_STEPS, { engine: 'generated' })
  const handle = kafila.routes.get('bench')!
  const variants = [
    { label: 'hand-written loop', one: (i: number) => tenSteps(ORDERS[i & 63]!) },
    { label: 'route, generated engine', one: (i: number) => void handle.deliver(new Exchange(kafila.services, ORDERS[i & 63])) },
  ]
  for (let i = 0; i < 300_000; i++) for (const { one } of variants) one(i)
  const bytes = variants.map(({ one }) => median(Array.from({ length: ROUNDS }, () => allocated(one))))
  if (byHand.count === 0 || byHand.last === undefined) throw new Error('nothing was measured')
  return {
    unit: 'bytes per exchange',
    rows: variants.map(({ label }, index) => ({ label, value: bytes[index]!, ratio: bytes[index]! / bytes[0]! })),
  }
}

function allocated(one: (i: number) => void): number {
  const before = process.memoryUsage().heapUsed
  for (let i = 0; i < COUNT; i++) one(i)
  return (process.memoryUsage().heapUsed - before) / COUNT
}
