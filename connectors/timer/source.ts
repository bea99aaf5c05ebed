import type { Exchange, Pattern } from '../../src/core/exchange.ts'
import { applyPattern, beforeDeadline, deliverInTurn, Repeat, type Source, type SourceContext } from '../../src/kit/index.ts'
import { parseTime } from './parse-time.ts'

interface Options {
  readonly timerName: string
  readonly delay: number
  readonly period: number
  readonly repeatCount: number
  readonly fixedRate: boolean
  readonly includeMetadata: boolean
  readonly time: string | undefined
  readonly pattern: string | undefined
  readonly exchangePattern: Pattern | undefined
}

/** Sends messages by the clock, one after the other. Starting it again counts anew. */
export function openTimerSource(options: Options, context: SourceContext): Source {
  const at = options.time === undefined ? undefined : parseTime(options.time, options.pattern)
  let repeat: Repeat | undefined
  let suspended = false
  return {
    start() {
      suspended = false
      repeat = new Repeat(
        context.services.clock,
        times(options, at, context.services.clock.now()),
        ticks(options, context, () => suspended),
      )
      repeat.start()
    },
    stop: deadline => beforeDeadline(repeat?.stop(), deadline),
    suspend() {
      suspended = true
    },
    resume() {
      suspended = false
    },
  }
}

function times({ delay, period, fixedRate }: Options, at: number | undefined, now: number) {
  if (delay < 0 && at === undefined) return { initialDelay: 0, delay: 0, from: 'end' as const }
  return { initialDelay: at === undefined ? delay : at - now, delay: period, from: fixedRate ? ('rate' as const) : ('start' as const) }
}

function ticks(options: Options, context: SourceContext, suspended: () => boolean): () => Promise<boolean> {
  const { repeatCount, period, delay } = options
  const once = period <= 0 && delay >= 0
  let count = 0
  return async () => {
    if (suspended()) return true
    count += 1
    await deliverInTurn(context.deliver, message(options, context, count))
    return !once && (repeatCount <= 0 || count < repeatCount)
  }
}

function message(options: Options, context: SourceContext, count: number): Exchange {
  const exchange = applyPattern(context.exchange(), options.exchangePattern)
  if (!options.includeMetadata) return exchange
  const now = new Date(context.services.clock.now())
  exchange.setProperty('CamelTimerCounter', count)
  exchange.setProperty('CamelTimerName', options.timerName)
  if (options.time !== undefined) exchange.setProperty('CamelTimerTime', new Date(parseTime(options.time, options.pattern)))
  exchange.setProperty('CamelTimerPeriod', options.period)
  exchange.setProperty('CamelTimerFiredTime', now)
  exchange.setHeader('CamelTimerFiredTime', now)
  exchange.setHeader('CamelMessageTimestamp', now.getTime())
  return exchange
}
