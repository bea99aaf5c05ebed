import { HeldDelivery, Lanes } from 'kafila/kit'
import { connection } from './client.js'

/** Delivers each message of a queue, and acknowledges it when its effect is durable. */
export function openSource({ queue, address, password, concurrency }, context) {
  const held = new HeldDelivery(context)
  const lanes = new Lanes(concurrency)
  let stopping = false

  const exchangeOf = ({ body, headers = {} }) => {
    const exchange = context.exchange(body)
    for (const [name, value] of Object.entries(headers)) exchange.setHeader(name, value)
    return exchange
  }
  const take = (client, message) => {
    if (stopping) return
    // messages of one key one after the other, others at the same time; one that fails comes again with growing delay
    lanes.submit(message.key, () =>
      held.deliver(
        () => exchangeOf(message),
        ({ status }) => {
          if (status === 'completed') client.acknowledge(message)
        },
      ),
    )
  }
  // opened again and again until the service is there; the runtime is not ready meanwhile
  const supervisor = connection({
    address,
    password,
    context,
    opened: client => client.read(queue, concurrency * 2, message => take(client, message)),
  })
  return {
    async start() {
      stopping = false
      await supervisor.start()
    },
    async stop() {
      stopping = true
      held.stop()
      // what is not acknowledged comes again
      await supervisor.stop()
    },
  }
}
