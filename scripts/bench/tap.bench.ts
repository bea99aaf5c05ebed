import { Exchange, exchangeChannels, stepChannels, tap, traceExchanges } from './library.ts'
import { measure, type Result, type Variant } from './measure.ts'
import { benchRuntime } from './runtime.ts'
import { ORDERS, TEN_STEPS } from './ten-steps.ts'

/** Exchanges between two turns of the event loop, in which the timers of a tap fire. */
const TURN = 5000

/** The ten-step route while nobody looks, against the same while it is tapped or traced. */
export async function bench(): Promise<Result> {
  let samples = 0
  const sample = () => {
    samples += 1
  }
  const variants: Variant[] = [
    await route('nobody looks'),
    await route('the same once more'),
    await route('a tap was there, and is gone', kafila => tap(kafila, { sample })()),
    await route('tap, 10 samples/s', kafila => void tap(kafila, { perSecond: 10, sample })),
    await route('tap of a step, 10 samples/s', kafila => void tap(kafila, { steps: 'to*', perSecond: 10, sample })),
    await route('traced, nobody has subscribed', kafila => void traceExchanges(kafila)),
  ]
  const rows = await measure(variants, { count: 200_000, rounds: 21 })
  if (samples === 0 || exchangeChannels.start.hasSubscribers || stepChannels.start.hasSubscribers) throw new Error('nothing was measured')
  return { unit: 'ns per exchange', rows: rows.map(row => ({ ...row, note: `${(1000 / row.value).toFixed(1)} M/s` })) }
}

type Runtime = Awaited<ReturnType<typeof benchRuntime>>['kafila']

async function route(label: string, prepare: (kafila: Runtime) => void = () => undefined): Promise<Variant> {
  const { kafila, counter } = await benchRuntime(TEN_STEPS)
  const handle = kafila.routes.get('bench')!
  const { services } = kafila
  // the functions of the route are made before somebody looks, as they are in a running process
  for (let i = 0; i < 1000; i++) handle.deliver(new Exchange(services, ORDERS[i & 63]))
  prepare(kafila)
  return {
    label,
    async run(count) {
      const arrived = counter.count
      for (let i = 0; i < count; i++) {
        handle.deliver(new Exchange(services, ORDERS[i & 63]))
        if (i % TURN === 0) await new Promise(resolve => setImmediate(resolve))
      }
      if (counter.count - arrived !== count) throw new Error('the route did not do its work')
    },
  }
}
