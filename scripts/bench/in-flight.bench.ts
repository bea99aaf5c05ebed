import { Exchange } from './library.ts'
import { measure, type Result, type Variant } from './measure.ts'
import { benchRuntime } from './runtime.ts'

const IN_FLIGHT = 256

const ROUTE = `
- route:
    id: bench
    from:
      uri: bench:source
      steps:
        - process: { ref: batched }
        - to: bench:sink
`

/** Completes what waits in one go, as a client does that writes batches. */
class Batches {
  private waiting: (() => void)[] = []

  add(done: () => void): void {
    if (this.waiting.push(done) === 1) queueMicrotask(() => this.flush())
  }

  private flush(): void {
    const batch = this.waiting
    this.waiting = []
    for (const done of batch) done()
  }
}

/** Messages through a step that completes in batches, so many in flight at a time: a loop over promises by hand against a route. */
export async function bench(): Promise<Result> {
  const batches = new Batches()
  const batched = () => new Promise<void>(resolve => batches.add(resolve))
  const { kafila, counter } = await benchRuntime(ROUTE, { beans: { batched } })
  const handle = kafila.routes.get('bench')!
  let done = 0
  const variants: Variant[] = [
    {
      label: 'hand-written: counter and promises',
      run: count =>
        pumped(count, () =>
          batched().then(() => {
            done += 1
          }),
        ),
    },
    {
      label: 'route, one asynchronous step',
      run: count => pumped(count, () => handle.deliver(new Exchange(kafila.services, 1)) as Promise<unknown>),
    },
  ]
  const rows = await measure(variants, { count: 100_000 })
  if (done === 0 || counter.count === 0) throw new Error('nothing was measured')
  return { unit: `ns per message, ${IN_FLIGHT} in flight`, rows }
}

/** Starts messages while fewer than the bound are in flight. */
function pumped(count: number, start: () => Promise<unknown>): Promise<void> {
  let started = 0
  let ended = 0
  return new Promise(resolve => {
    const more = () => {
      while (started < count && started - ended < IN_FLIGHT) {
        started += 1
        start().then(over)
      }
    }
    const over = () => {
      ended += 1
      if (ended === count) resolve()
      else if (started - ended <= IN_FLIGHT / 2) more()
    }
    more()
  })
}
