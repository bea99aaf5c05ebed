import { errors } from '../../core/errors.ts'
import type { Exchange } from '../../core/exchange.ts'
import { beforeDeadline, deliverInTurn, type Source, type SourceContext } from '../index.ts'
import type { Consumer, SedaQueue } from './queue.ts'

export interface SedaSourceOptions {
  readonly size: number | undefined
  readonly concurrentConsumers: number
  readonly limitConcurrentConsumers: boolean
  readonly multipleConsumers: boolean
  readonly purgeWhenStopping: boolean
}

const MAX_CONSUMERS = 500

/** Takes messages from a queue. Stopping works off what is queued, until the deadline, and gives the queue back: it is opened for one start. */
export function openSedaSource(options: SedaSourceOptions, context: SourceContext, queue: SedaQueue): Source {
  checkConsumers(options)
  queue.claimSize(options.size)
  const consumer: Consumer = {
    concurrency: options.concurrentConsumers,
    busy: 0,
    suspended: false,
    multiple: options.multipleConsumers,
    work: exchange => deliverInTurn(context.deliver, exchange),
  }
  return {
    start() {
      admit(queue, consumer)
      consumer.suspended = false
      queue.join(consumer)
    },
    async stop(deadline) {
      consumer.suspended = false
      if (options.purgeWhenStopping) await purge(queue, context)
      queue.wake()
      await beforeDeadline(queue.drained(consumer), deadline)
      queue.leave(consumer)
      queue.release()
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

function checkConsumers({ concurrentConsumers: count, limitConcurrentConsumers }: SedaSourceOptions): void {
  const most = limitConcurrentConsumers ? MAX_CONSUMERS : Number.MAX_SAFE_INTEGER
  if (count < 1 || count > most)
    throw errors.KF_ROUTE_INVALID({ what: 'concurrentConsumers', reason: `must be between 1 and ${most}, not ${count}` })
}

/** A second consumer is admitted where one of them says that there may be several. */
function admit(queue: SedaQueue, consumer: Consumer): void {
  if (!consumer.multiple && queue.consumers.some(each => !each.multiple)) throw errors.KF_CONN_MULTIPLE_CONSUMERS({ uri: queue.uri })
}

/** Drops what is queued: whoever sent it, or waits for it, learns that it failed. */
async function purge(queue: SedaQueue, context: SourceContext): Promise<void> {
  for (let exchange: Exchange | undefined = queue.take(); exchange !== undefined; exchange = queue.take()) {
    exchange.exception = errors.KF_RUN_STOPPING({ routeId: context.routeId })
    await exchange.unitOfWork?.complete(exchange)
  }
}
