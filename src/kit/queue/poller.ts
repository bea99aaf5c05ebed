import type { Exchange } from '../../core/exchange.ts'
import type { ConnectorContext, PolledSource } from '../index.ts'
import type { SedaQueue } from './queue.ts'

/** Takes single messages from a queue, for pollEnrich. */
export function openSedaPoller(context: ConnectorContext, queue: SedaQueue): PolledSource {
  return {
    receive(timeoutMs, signal) {
      const exchange = queue.take()
      return exchange !== undefined || timeoutMs === 0 ? exchange : awaitMessage(queue, timeoutMs, context, signal)
    },
    close: () => queue.release(),
  }
}

function awaitMessage(
  queue: SedaQueue,
  timeoutMs: number,
  { services }: ConnectorContext,
  signal: AbortSignal | undefined,
): Promise<Exchange | undefined> {
  return new Promise(resolve => {
    let leave: () => void
    const end = (exchange: Exchange | undefined) => {
      leave()
      cancel?.()
      signal?.removeEventListener('abort', giveUp)
      resolve(exchange)
    }
    const giveUp = () => end(undefined)
    const cancel = timeoutMs > 0 ? services.clock.after(timeoutMs, giveUp) : undefined
    signal?.addEventListener('abort', giveUp, { once: true })
    const attempt = () => {
      const exchange = queue.take()
      if (exchange !== undefined) end(exchange)
      else leave = queue.whenMessage(attempt)
    }
    leave = queue.whenMessage(attempt)
  })
}
