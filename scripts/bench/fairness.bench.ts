import { Exchange } from './library.ts'
import { cpuMs, median, type Result } from './measure.ts'
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

/**
 * How late a 1 ms timer is while a synchronous split runs, and what the turns cost. On a busy machine the clock also shows when other
 * processes had the processor; what this process itself did between two ticks is in its processor time.
 */
export async function bench(): Promise<Result> {
  const { kafila, counter } = await benchRuntime(ROUTE)
  const handle = kafila.routes.get('bench')!
  const parts = Array.from({ length: PARTS }, (_, index) => index)
  const ticks: Tick[] = []
  const times: number[] = []
  // the first round is left out: code that is compiled meanwhile is not what is asked about
  for (let round = -1; round < ROUNDS; round++) {
    const stop = watchTimer(tick => round >= 0 && ticks.push(tick))
    const start = cpuMs()
    await handle.deliver(new Exchange(kafila.services, parts))
    if (round >= 0) times.push(cpuMs() - start)
    stop()
  }
  if (counter.count !== PARTS * (ROUNDS + 1)) throw new Error('the route did not do its work')
  const late = ticks.map(tick => tick.late)
  const used = ticks.map(tick => tick.used)
  return {
    unit: 'ms',
    rows: [
      { label: `a split of ${PARTS} parts`, value: median(times) },
      { label: 'a 1 ms timer is late, median', value: median(late), note: `of ${late.length}` },
      { label: 'a 1 ms timer is late, longest', value: Math.max(...late) },
      { label: 'processor time between two ticks, median', value: median(used), note: 'the timer itself waits 1 ms' },
      { label: 'processor time between two ticks, longest', value: Math.max(...used) },
    ],
  }
}

interface Tick {
  readonly late: number
  readonly used: number
}

function watchTimer(told: (tick: Tick) => unknown): () => void {
  let due = performance.now() + 1
  let before = cpuMs()
  let timer: NodeJS.Timeout
  const tick = () => {
    const now = performance.now()
    const used = cpuMs()
    told({ late: Math.max(0, now - due), used: used - before })
    due = now + 1
    before = used
    timer = setTimeout(tick, 1)
  }
  timer = setTimeout(tick, 1)
  return () => clearTimeout(timer)
}
