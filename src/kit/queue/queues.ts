import type { ConnectorContext, EndpointAddress } from '../index.ts'
import { SedaQueue } from './queue.ts'

/** The queue of an endpoint: all of one scheme and name in a runtime share it, until the last of them releases it. */
export function sedaQueue(context: ConnectorContext, { scheme, path }: EndpointAddress): SedaQueue {
  const queues = context.shared(`queues:${scheme}`, () => new Map<string, SedaQueue>())
  let queue = queues.get(path)
  if (queue === undefined) {
    queue = new SedaQueue(
      `${scheme}://${path}`,
      () => context.turn(),
      () => queues.delete(path),
    )
    queues.set(path, queue)
  }
  return queue.hold()
}
