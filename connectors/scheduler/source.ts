import type { Exchange, Pattern } from '../../src/core/exchange.ts'
import {
  applyPattern,
  type Built,
  beforeDeadline,
  deliverInTurn,
  PollLoop,
  type pollFields,
  pollTimes,
  type Source,
  type SourceContext,
} from '../../src/kit/index.ts'

type Options = Built<typeof pollFields> & {
  readonly name: string
  readonly includeMetadata: boolean
  readonly exchangePattern: Pattern | undefined
}

/** Sends a message per poll. */
export function openSchedulerSource(options: Options, context: SourceContext): Source {
  const send = async () => {
    const exchange = message(options, context)
    await deliverInTurn(context.deliver, exchange)
    return exchange
  }
  const poll = async () => polled(await send())
  const loop = new PollLoop(poll, pollTimes(options), context.services.clock, {
    failed: error => context.failed(error),
    ...(options.sendEmptyMessageWhenIdle && { idle: async () => void (await send()) }),
  })
  return {
    start: () => loop.start(),
    stop: deadline => beforeDeadline(loop.stop(), deadline),
    suspend: () => loop.suspend(),
    resume: () => loop.resume(),
  }
}

function message(options: Options, context: SourceContext): Exchange {
  const exchange = applyPattern(context.exchange(), options.exchangePattern)
  if (!options.includeMetadata) return exchange
  const now = new Date(context.services.clock.now())
  exchange.setProperty('CamelTimerName', options.name)
  exchange.setProperty('CamelTimerFiredTime', now)
  exchange.setHeader('CamelMessageTimestamp', now.getTime())
  return exchange
}

/** How many messages the poll counts for: the route may say. */
function polled(exchange: Exchange): number {
  const said = exchange.property('CamelSchedulerPolledMessages')
  return said === undefined || said === null ? 1 : Number(said)
}
