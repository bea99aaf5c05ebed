import { errors } from '../../core/errors.ts'
import type { Exchange, Pattern } from '../../core/exchange.ts'
import { applyPattern, deliverInTurn, type Source, type SourceContext } from '../index.ts'
import type { Consumer, SedaQueue } from './queue.ts'

export interface SedaSourceOptions {
  readonly size: number | undefined
  readonly concurrentConsumers: number
  readonly limitConcurrentConsumers: boolean
  readonly multipleConsumers: boolean
  readonly purgeWhenStopping: boolean
  readonly exchangePattern: Pattern | undefined
}

const MAX_CONSUMERS = 500

/** Takes messages from a queue. Stopping works off what is queued, until the deadline. */
export function openSedaSource(options: SedaSourceOptions, context: SourceContext, queue: SedaQueue): Source {
  if (options.limitConcurrentConsumers && options.concurrentConsumers > MAX_CONSUMERS)
    throw errors.KF_ROUTE_INVALID({ what: 'concurrentConsumers', reason: `must be between 1 and ${MAX_CONSUMERS}` })
  queue.claimSize(options.size)
  const consumer: Consumer = {
    concurrency: options.concurrentConsumers,
    busy: 0,
    suspended: false,
    work: exchange => deliverInTurn(context.deliver, applyPattern(exchange, options.exchangePattern)),
  }
  return {
    start() {
      admit(queue, options.multipleConsumers)
      consumer.suspended = false
      queue.join(consumer)
    },
    async stop(deadline) {
      consumer.suspended = false
      if (options.purgeWhenStopping) await purge(queue, context)
      queue.wake()
      await Promise.race([queue.drained(consumer), aborted(deadline)])
      queue.leave(consumer)
    },
    suspend() {
      consumer.suspended = true
    },
    resume() {
      consumer.suspended = false
      queue.wake()
    },
  }
}

/** A second consumer is admitted only where both say so. */
function admit(queue: SedaQueue, multiple: boolean): void {
  if (queue.consumers.length > 0 && queue.multiple !== multiple) {
    if (!multiple) throw errors.KF_CONN_MULTIPLE_CONSUMERS({ uri: queue.uri })
    throw errors.KF_CONN_QUEUE_MISMATCH({
      uri: queue.uri,
      option: 'multiple consumers',
      existing: String(queue.multiple),
      given: String(multiple),
    })
  }
  if (queue.consumers.length > 0 && !multiple) throw errors.KF_CONN_MULTIPLE_CONSUMERS({ uri: queue.uri })
  queue.multiple = multiple
}

/** Drops what is queued: whoever sent it, or waits for it, learns that it failed. */
async function purge(queue: SedaQueue, context: SourceContext): Promise<void> {
  for (let exchange: Exchange | undefined = queue.take(); exchange !== undefined; exchange = queue.take()) {
    exchange.exception = errors.KF_RUN_STOPPING({ routeId: context.routeId })
    await exchange.unitOfWork?.complete(exchange)
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise(resolve => signal.addEventListener('abort', () => resolve(), { once: true }))
}
