import type { Clock } from '../../src/core/clock.ts'

/** Counts messages and writes lines about them. */
export interface Throughput {
  count(): void
  start(): void
  close(): void
}

type Write = (message: string) => void

/** A line after every so many messages. */
export function countBySize(size: number, clock: Clock, write: Write): Throughput {
  let received = 0
  let began: number | undefined
  let groupBegan = 0
  return {
    start() {},
    close() {},
    count() {
      received += 1
      const now = clock.now()
      if (began === undefined) {
        began = now
        groupBegan = now
      }
      if (received % size !== 0) return
      const took = now - groupBegan
      groupBegan = now
      write(
        `Received: ${received} messages so far. Last group took: ${took} millis which is: ${rate(size, took)} messages per second. average: ${rate(received, now - began)}`,
      )
    },
  }
}

interface Interval {
  readonly interval: number
  readonly delay: number
  readonly activeOnly: boolean
}

/** A line at every interval. */
export function countByInterval({ interval, delay, activeOnly }: Interval, clock: Clock, write: Write): Throughput {
  let received = 0
  let before = 0
  let began = 0
  let groupBegan = 0
  let cancel: (() => void) | undefined
  const tick = () => {
    cancel = clock.after(interval, tick, { background: true })
    const now = clock.now()
    const fresh = received - before
    const took = now - groupBegan
    before = received
    groupBegan = now
    if (activeOnly && fresh === 0) return
    write(
      `Received: ${fresh} new messages, with total ${received} so far. Last group took: ${took} millis which is: ${rate(fresh, took)} messages per second. average: ${rate(received, now - began)}`,
    )
  }
  return {
    count() {
      received += 1
    },
    start() {
      began = clock.now()
      groupBegan = began
      cancel = clock.after(delay, tick, { background: true })
    },
    close() {
      cancel?.()
    },
  }
}

const FORMAT = new Intl.NumberFormat('en-US', { maximumFractionDigits: 3 })

/** Messages per second with up to three digits behind the point: `30.769`, `2,000`. */
function rate(count: number, ms: number): string {
  return FORMAT.format(ms <= 0 ? 0 : (count * 1000) / ms)
}
