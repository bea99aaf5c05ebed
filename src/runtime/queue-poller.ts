import type { Clock } from '../core/clock.ts'
import { errors } from '../core/errors.ts'
import type { Exchange } from '../core/exchange.ts'
import { COMPLETED } from '../core/outcome.ts'
import type { ConnectorContext, PolledSource } from '../kit/connector.ts'
import type { Endpoint } from './endpoints.ts'

const MAX_QUEUED = 1000

/** Makes an event-driven source one that is polled: started at once, its messages queued up to a bound; the source waits when it is full. */
export async function pollerFromSource(endpoint: Endpoint, context: ConnectorContext, clock: Clock): Promise<PolledSource> {
  const queue: Exchange[] = []
  const waiting: ((exchange: Exchange) => void)[] = []
  const full: (() => void)[] = []
  const take = async (exchange: Exchange) => {
    const receiver = waiting.shift()
    if (receiver !== undefined) receiver(exchange)
    else {
      queue.push(exchange)
      if (queue.length >= MAX_QUEUED) await new Promise<void>(resolve => full.push(resolve))
    }
    return COMPLETED
  }
  const source = await endpoint.openSource({
    ...context,
    deliver: take,
    process: async exchange => void (await take(exchange)),
    failed: () => undefined,
    delegate: () => {
      throw errors.KF_RUN_ILLEGAL_STATE({ reason: `${endpoint.uri} cannot be polled: name the endpoint behind it` })
    },
    maxInFlight: MAX_QUEUED,
    allowInFlight: () => undefined,
  })
  await source.start()
  return {
    receive(timeoutMs) {
      const next = queue.shift()
      if (next !== undefined) {
        full.shift()?.()
        return next
      }
      if (timeoutMs === 0) return undefined
      return new Promise(resolve => {
        let cancel: (() => void) | undefined
        const receiver = (exchange: Exchange) => {
          cancel?.()
          resolve(exchange)
        }
        waiting.push(receiver)
        if (timeoutMs > 0) {
          cancel = clock.after(timeoutMs, () => {
            waiting.splice(waiting.indexOf(receiver), 1)
            resolve(undefined)
          })
        }
      })
    },
    close: () => source.stop(AbortSignal.timeout(0)),
  }
}
