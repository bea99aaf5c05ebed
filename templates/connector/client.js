import { errors, Supervisor } from 'kafila/kit'

/**
 * Stands for the client library of your service: queues in this process. What matters is its shape: connect, read with a bound, acknowledge,
 * publish with a confirmation, tell when the connection is lost.
 */
export class Service {
  online = true
  queues = new Map()
  clients = new Set()
  next = 0

  connect(password, lost) {
    if (!this.online) throw Object.assign(new RangeError('connection refused'), { code: 'ECONNREFUSED' })
    if (password !== 'right') throw Object.assign(new RangeError('wrong password'), { code: 'EAUTH' })
    const client = new Client(this, lost)
    this.clients.add(client)
    return client
  }

  queue(name) {
    if (!this.queues.has(name)) this.queues.set(name, [])
    return this.queues.get(name)
  }

  put(name, message) {
    this.queue(name).push({ ...message, id: ++this.next, holder: undefined })
    for (const client of this.clients) client.pump()
  }

  /** As if killed. */
  down() {
    this.online = false
    for (const client of [...this.clients]) {
      client.close()
      client.lost()
    }
  }

  up() {
    this.online = true
  }
}

class Client {
  inHand = 0
  closed = false

  constructor(service, lost) {
    this.service = service
    this.lost = lost
  }

  /** Gives at most `bound` messages that are not acknowledged. */
  read(queue, bound, take) {
    this.reading = { queue, bound, take }
    this.pump()
  }

  pump() {
    if (this.reading === undefined || this.closed) return
    const { queue, bound, take } = this.reading
    for (const message of this.service.queue(queue)) {
      if (this.inHand >= bound) return
      if (message.holder !== undefined) continue
      message.holder = this
      this.inHand += 1
      setImmediate(() => this.closed || take(message))
    }
  }

  acknowledge({ id }) {
    if (this.closed) return
    const queue = this.service.queue(this.reading.queue)
    queue.splice(
      queue.findIndex(message => message.id === id),
      1,
    )
    this.inHand -= 1
    setImmediate(() => this.pump())
  }

  /** Resolves when the service has it. */
  async publish(queue, message) {
    await new Promise(resolve => setImmediate(resolve))
    if (this.closed) throw errors.KF_CONN_LOST({ what: '__NAME__' })
    this.service.put(queue, message)
  }

  close() {
    this.closed = true
    this.service.clients.delete(this)
    for (const queue of this.service.queues.values()) for (const message of queue) if (message.holder === this) message.holder = undefined
  }
}

/** The service that everybody here talks to. */
export const service = new Service()

/** A connection that is opened again when it is lost. Foreign errors are wrapped here, once, so that routes know what they mean. */
export function connection({ address, password, context, opened }) {
  return new Supervisor(context, {
    what: `__NAME__ ${address}`,
    async open(lost) {
      try {
        const client = service.connect(password, lost)
        opened?.(client)
        return client
      } catch (cause) {
        if (cause.code === 'EAUTH') throw errors.KF_CONN_AUTH({ what: `__NAME__ ${address}`, reason: cause.message }, { cause })
        throw errors.KF_CONN_UNREACHABLE({ connector: '__NAME__', address, reason: cause.message }, { cause })
      }
    },
    close: client => client.close(),
  })
}
