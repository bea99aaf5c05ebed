import type { Exchange } from '../../src/core/exchange.ts'
import type { ConnectorContext, PolledSource } from '../../src/kit/index.ts'
import { FilePoller } from './poller.ts'
import type { FileSourceOptions } from './source-fields.ts'

/** Takes single files, for pollEnrich: looks at once, and then every `delay` milliseconds until the time is over. */
export function openFilePoller(options: FileSourceOptions, context: ConnectorContext): PolledSource {
  const poller = new FilePoller(options, context)
  const closing = new AbortController()
  const one = async (signal: AbortSignal): Promise<Exchange | undefined> => {
    let taken: Exchange | undefined
    await poller.poll(1, signal, exchange => {
      taken = exchange
    })
    return taken ?? (options.sendEmptyMessageWhenIdle ? poller.emptyMessage() : undefined)
  }
  return {
    async receive(timeoutMs, given) {
      const signal = given === undefined ? closing.signal : AbortSignal.any([given, closing.signal])
      const { clock } = context.services
      const end = timeoutMs < 0 ? Number.POSITIVE_INFINITY : clock.now() + timeoutMs
      for (;;) {
        const taken = await one(signal)
        const left = end - clock.now()
        if (taken !== undefined || left <= 0 || signal.aborted) return taken
        await clock.sleep(Math.min(left, Math.max(1, options.delay)), signal).catch(() => undefined)
      }
    },
    close() {
      closing.abort()
    },
  }
}
