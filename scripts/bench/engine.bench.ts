import { Exchange } from './library.ts'
import { measure, type Result, type Variant } from './measure.ts'
import { benchRuntime } from './runtime.ts'
import { byHand, ORDERS, TEN_STEPS, tenSteps } from './ten-steps.ts'

/** The ten-step route against the same by hand, with error handler and counters, in both engines. */
export async function bench(): Promise<Result> {
  const variants: Variant[] = [
    {
      label: 'hand-written loop',
      run(count) {
        for (let i = 0; i < count; i++) tenSteps(ORDERS[i & 63]!)
      },
    },
    await route('generated', 'route, generated engine'),
    await route('generated', 'the same without error handler', '- errorHandler: { noErrorHandler: {} }\n'),
    await route('reference', 'route, reference engine'),
  ]
  const rows = await measure(variants, { count: 200_000 })
  if (byHand.count === 0 || byHand.last === undefined) throw new Error('nothing was measured')
  return { unit: 'ns per exchange', rows: rows.map(row => ({ ...row, note: `${(1000 / row.value).toFixed(1)} M/s` })) }
}

async function route(engine: 'generated' | 'reference', label: string, before = ''): Promise<Variant> {
  const { kafila, counter } = await benchRuntime(before + TEN_STEPS, { engine })
  const handle = kafila.routes.get('bench')!
  const { services } = kafila
  return {
    label,
    run(count) {
      const arrived = counter.count
      for (let i = 0; i < count; i++) handle.deliver(new Exchange(services, ORDERS[i & 63]))
      if (counter.count - arrived !== count || counter.last?.header('queue') !== 'orders') throw new Error('the route did not do its work')
    },
  }
}
