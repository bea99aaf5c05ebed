import { Exchange } from './library.ts'
import { median, type Result } from './measure.ts'
import { benchRuntime } from './runtime.ts'

/** A large split whose steps never wait: it must not keep timers from running. */
const ROUTE = `
- route:
    id: bench
    from:
      uri: bench:source
      steps:
        - split:
            simple: "\${body}"
            steps:
              - setBody: { simple: "item \${body}" }
              - to: bench:sink
`
const PARTS = 300_000
const ROUNDS = 5

/** How late a 1 ms timer is while a synchronous split runs, and what the turns cost. */
export async function bench(): Promise<Result> {
  const { kafila, counter } = await benchRuntime(ROUTE)
  const handle = kafila.routes.get('bench')!
  const parts = Array.from({ length: PARTS }, (_, index) => index)
  const lateness: number[] = []
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const stop = watchTimer(late => lateness.push(late))
    const start = performance.now()
    await handle.deliver(new Exchange(kafila.services, parts))
    times.push(performance.now() - start)
    stop()
  }
  if (counter.count !== PARTS * ROUNDS) throw new Error('the route did not do its work')
  return {
    unit: 'ms',
    rows: [
      { label: `a split of ${PARTS} parts`, value: median(times) },
      { label: 'a 1 ms timer is late, median', value: median(lateness) },
      { label: 'a 1 ms timer is late, longest', value: Math.max(...lateness), note: `of ${lateness.length}` },
    ],
  }
}

function watchTimer(told: (late: number) => void): () => void {
  let due = performance.now() + 1
  let timer: NodeJS.Timeout
  const tick = () => {
    const now = performance.now()
    told(Math.max(0, now - due))
    due = now + 1
    timer = setTimeout(tick, 1)
  }
  timer = setTimeout(tick, 1)
  return () => clearTimeout(timer)
}
