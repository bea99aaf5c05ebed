import { errors } from '../../core/errors.ts'
import type { Exchange } from '../../core/exchange.ts'
import { bytesOf, StreamBody } from '../../core/stream-body.ts'
import type { ConnectorContext, Sink } from '../index.ts'
import type { SedaQueue } from './queue.ts'
import { awaitReply } from './reply.ts'

export interface SedaSinkOptions {
  readonly size: number | undefined
  readonly waitForTaskToComplete: 'Never' | 'IfReplyExpected' | 'Always'
  readonly timeout: number
  readonly blockWhenFull: boolean
  readonly discardWhenFull: boolean
  readonly offerTimeout: number
  readonly failIfNoConsumers: boolean
  readonly discardIfNoConsumers: boolean
}

/** Puts copies of messages into a queue; one that asks for a reply waits for it. */
export function openSedaSink(options: SedaSinkOptions, context: ConnectorContext, queue: SedaQueue): Sink {
  queue.claimSize(options.size)
  const { waitForTaskToComplete: wait } = options
  return {
    send(exchange) {
      // a stream belongs to the sender's side (an HTTP request, a file about to be moved): the queue keeps bytes
      if (exchange.body instanceof StreamBody) bytesOf(exchange.body)
      if (queue.consumers.length === 0) {
        if (options.failIfNoConsumers) throw errors.KF_CONN_NO_QUEUE_CONSUMER({ uri: context.uri, exchange: String(exchange) })
        if (options.discardIfNoConsumers) return
      }
      if (wait === 'Always' || (wait === 'IfReplyExpected' && exchange.pattern === 'InOut'))
        return awaitReply(exchange, copyOf(exchange), options, context, queue)
      return add(queue, copyOf(exchange), options, context, copy => exchange.handOver(copy))
    },
    close: () => queue.release(),
  }
}

/** What the consuming route gets: it counts as created there. */
function copyOf(exchange: Exchange): Exchange {
  const copy = exchange.fork()
  exchange.named = true
  copy.fromRouteId = ''
  copy.fromEndpoint = ''
  copy.routeId = ''
  return copy
}

/** Adds a message; `accepted` runs right before it is in the queue. */
export function add(
  queue: SedaQueue,
  copy: Exchange,
  options: SedaSinkOptions,
  context: ConnectorContext,
  accepted?: (copy: Exchange) => void,
): void | Promise<void> {
  if (queue.offer(copy, accepted) || options.discardWhenFull) return
  if (!options.blockWhenFull) throw errors.KF_CONN_QUEUE_FULL({ name: queue.uri, size: queue.size })
  return waitForRoom(queue, copy, options.offerTimeout, context, accepted)
}

function waitForRoom(
  queue: SedaQueue,
  copy: Exchange,
  ms: number,
  { services }: ConnectorContext,
  accepted?: (copy: Exchange) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let leave: () => void
    const late = () => {
      leave()
      reject(errors.KF_CONN_QUEUE_OFFER({ ms }))
    }
    const cancel = ms > 0 ? services.clock.after(ms, late) : undefined
    const attempt = () => {
      if (!queue.offer(copy, accepted)) {
        leave = queue.whenRoom(attempt)
        return
      }
      cancel?.()
      resolve()
    }
    leave = queue.whenRoom(attempt)
  })
}
