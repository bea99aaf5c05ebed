import { errors } from '../../core/errors.ts'
import type { Exchange } from '../../core/exchange.ts'
import type { ConnectorContext } from '../index.ts'
import type { SedaQueue } from './queue.ts'
import { add, type SedaSinkOptions } from './sink.ts'

/** Queues a copy and waits until the consuming route has ended it; its result, failure included, becomes the sender's. */
export async function awaitReply(
  exchange: Exchange,
  copy: Exchange,
  options: SedaSinkOptions,
  context: ConnectorContext,
  queue: SedaQueue,
): Promise<void> {
  const reply = new Promise<Exchange>(resolve => copy.unit().add(resolve))
  await add(queue, copy, options, context)
  exchange.adopt(await inTime(reply, copy, options.timeout, context, queue))
}

/** 0 or less waits for ever. A message that is still queued when the time is over is taken out. */
function inTime(reply: Promise<Exchange>, copy: Exchange, ms: number, { services }: ConnectorContext, queue: SedaQueue): Promise<Exchange> {
  if (ms <= 0) return reply
  return new Promise((resolve, reject) => {
    const cancel = services.clock.after(ms, () => {
      queue.remove(copy)
      reject(errors.KF_CONN_REPLY_TIMEOUT({ ms, exchange: String(copy) }))
    })
    reply.then(result => {
      cancel()
      resolve(result)
    })
  })
}
