import { copyResults } from '../../core/copy-results.ts'
import { errors } from '../../core/errors.ts'
import type { Exchange } from '../../core/exchange.ts'
import { takeFailure } from '../../core/take-failure.ts'
import type { ConnectorContext } from '../index.ts'
import type { SedaQueue } from './queue.ts'
import { add, type SedaSinkOptions } from './sink.ts'

/**
 * Queues a copy and waits until the consuming route has ended it; its result, failure included, becomes the sender's. A failure that no
 * error handler there dealt with is thrown. A copy that is still queued when the time is over is taken out.
 */
export async function awaitReply(
  exchange: Exchange,
  copy: Exchange,
  options: SedaSinkOptions,
  context: ConnectorContext,
  queue: SedaQueue,
): Promise<void> {
  const reply = new Promise<Exchange>(resolve => copy.unit().add(resolve))
  await add(queue, copy, options, context)
  const late = () => {
    queue.remove(copy)
    return errors.KF_CONN_REPLY_TIMEOUT({ ms: options.timeout, exchange: `Exchange[${exchange.id}]` })
  }
  const result = await inTime(reply, options.timeout, late, context)
  copyResults(exchange, result)
  if (!isLeftToCaller(result)) return
  const error = takeFailure(exchange)
  exchange.replied = error
  throw error
}

/** Whether the consuming route has no error handler that dealt with its failure. */
function isLeftToCaller({ exception, properties, uncaught }: Exchange): boolean {
  return exception !== undefined && (properties['CamelExceptionCaught'] !== exception || uncaught === exception)
}

/** Waits for a reply; 0 or less waits for ever. When the time is over it throws what `late` makes. */
function inTime(reply: Promise<Exchange>, ms: number, late: () => Error, { services }: ConnectorContext): Promise<Exchange> {
  if (ms <= 0) return reply
  return new Promise((resolve, reject) => {
    const cancel = services.clock.after(ms, () => reject(late()))
    reply.then(result => {
      cancel()
      resolve(result)
    })
  })
}
