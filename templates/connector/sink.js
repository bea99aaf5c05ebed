import { bodyBytes } from 'kafila/kit'
import { connection } from './client.js'

const WAIT_MS = 5000

/** Headers that mean something inside of the runtime only. */
const INTERNAL = /^(camel|kafila)/i

/** Sends each message; `send` settles when the service has it. */
export function openSink({ queue, address, password }, context) {
  const supervisor = connection({ address, password, context })
  return {
    start: () => supervisor.start(),
    async send(exchange) {
      const body = await bodyBytes(exchange)
      const headers = Object.fromEntries(
        exchange
          .headerEntries()
          .filter(([name]) => !INTERNAL.test(name))
          .map(([name, value]) => [name, String(value)]),
      )
      const client = await supervisor.acquire(WAIT_MS)
      await client.publish(queue, { body, headers, key: headers.key })
      context.meter.sent += 1
      context.meter.sentBytes += body.length
    },
    close: () => supervisor.stop(),
  }
}
