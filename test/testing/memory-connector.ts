import { convert } from '../../src/converters/index.ts'
import { errors } from '../../src/core/errors.ts'
import type { Exchange } from '../../src/core/exchange.ts'
import {
  type ConnectorContext,
  defineConnector,
  HeldDelivery,
  integer,
  Lanes,
  type Sink,
  type Source,
  type SourceContext,
  Supervisor,
  sinkFields,
  sourceFields,
  text,
} from '../../src/kit/index.ts'
import type { ConnectorDriver, RawMessage } from '../../src/testing/index.ts'
import { type Delivery, MemoryBroker, type MemoryConnection } from './memory-broker.ts'

/** What a connector may do wrong; each must be found by the check of the kit that it is named after. */
export type Fault =
  | 'unknown options pass'
  | 'stop hangs'
  | 'timers are left'
  | 'old messages are passed over'
  | 'start needs the service'
  | 'acks on receipt'
  | 'bodies become text'
  | 'internal headers leave'
  | 'a message is lost now and then'
  | 'settles twice'
  | 'handled messages are not acked'
  | 'readers do not share'
  | 'failed messages are acked'
  | 'takes all there is'
  | 'no order'
  | 'never reconnects'
  | 'sends without confirmation'
  | 'prints secrets'
  | 'refused credentials are tried again'
  | 'stop waits for the connection'

const shared = { password: text({ describe: 'The password for the broker.', default: 'right', secret: true }) }

/** The smallest connector that holds the whole kit, over a broker in memory; with a fault it does one thing wrong. */
export function memoryConnector(broker: MemoryBroker, fault?: Fault) {
  return defineConnector({
    name: 'memory',
    summary: 'A broker in memory, for tests of the kit.',
    syntax: 'memory:queue',
    path: {
      queue: text({ describe: 'Name of the queue.', required: true }),
    },
    ...(fault === 'unknown options pass' && { lenient: true }),
    delivery: {
      source: { acks: 'native', order: 'key', redelivery: 'requeue', persistent: true, resume: 'none', groups: true },
      sink: { durable: 'remote', idempotentWrite: false, batchWrite: false },
      headers: 'strings',
    },
    source: {
      fields: { ...sourceFields, ...shared, concurrency: integer({ describe: 'How many keys are worked on at a time.', default: 8 }) },
      open: (options, context) => openMemorySource(broker, options, context, fault),
    },
    sink: {
      fields: { ...sinkFields, ...shared },
      open: ({ queue, password }, context) => openMemorySink(broker, queue, password, context, fault),
    },
    examples: [],
  })
}

function connecting(
  broker: MemoryBroker,
  password: string,
  context: ConnectorContext,
  fault: Fault | undefined,
  opened?: (connection: MemoryConnection) => void,
) {
  return new Supervisor<MemoryConnection>(context, {
    what: fault === 'prints secrets' ? `memory broker with ${password}` : 'memory broker',
    times: { initialMs: 20, maxMs: 200 },
    async open(lost, signal) {
      const connection = attempt(broker, password, fault, lost)
      if (fault === 'stop waits for the connection' && !broker.online) await new Promise(resolve => setTimeout(resolve, 3000))
      if (!signal.aborted) opened?.(connection())
      return connection()
    },
    close: connection => connection.close(),
  })
}

function attempt(
  broker: MemoryBroker,
  password: string,
  fault: Fault | undefined,
  lost: (cause?: unknown) => void,
): () => MemoryConnection {
  try {
    const connection = broker.connect(password, () => fault !== 'never reconnects' && lost())
    return () => connection
  } catch (cause) {
    const { denied, message } = cause as { denied?: boolean; message: string }
    const wrong =
      denied && fault !== 'refused credentials are tried again'
        ? errors.KF_CONN_AUTH({ what: fault === 'prints secrets' ? `memory broker with ${password}` : 'memory broker', reason: message })
        : errors.KF_CONN_UNREACHABLE({ connector: 'memory', address: 'broker', reason: message })
    return () => {
      throw wrong
    }
  }
}

function openMemorySource(
  broker: MemoryBroker,
  { queue, password, concurrency }: { queue: string; password: string; concurrency: number },
  context: SourceContext,
  fault: Fault | undefined,
): Source {
  const held = new HeldDelivery(context, { times: { initialMs: 20, maxMs: 100 } })
  const lanes = new Lanes(concurrency, concurrency * 2)
  const prefetch = fault === 'takes all there is' ? Number.POSITIVE_INFINITY : concurrency * 2
  const old = new Set(broker.queue(queue).map(({ id }) => id))
  let stopping = false
  const take = (connection: MemoryConnection, delivery: Delivery) => {
    // as if this reader had taken it for good
    if (fault === 'readers do not share' && delivery.id % 7 === 0) return connection.ack(delivery)
    if (stopping || (fault === 'old messages are passed over' && old.has(delivery.id))) return
    if (fault === 'acks on receipt') connection.ack(delivery)
    const work = () =>
      fault === 'failed messages are acked'
        ? void Promise.resolve(context.deliver(made(context, delivery))).then(() => connection.ack(delivery))
        : held.deliver(
            () => made(context, delivery),
            ({ status }) => {
              if (fault === 'settles twice') context.meter.unsettled -= 1
              if (status === 'completed' && fault !== 'handled messages are not acked') connection.ack(delivery)
            },
          )
    if (fault === 'takes all there is') return void work()
    void lanes.submit(fault === 'no order' ? undefined : delivery.key, work)
  }
  const supervisor = connecting(broker, password, context, fault, connection =>
    connection.read(queue, prefetch, each => take(connection, each)),
  )
  return {
    async start() {
      if (fault === 'timers are left') setInterval(() => undefined, 60_000).ref()
      stopping = false
      await supervisor.start()
      if (fault === 'start needs the service') await supervisor.acquire(0)
    },
    async stop() {
      stopping = true
      if (fault === 'stop hangs') await new Promise(resolve => setTimeout(resolve, 6000))
      held.stop()
      await supervisor.stop()
    },
  }
}

function made(context: SourceContext, { body, headers = {} }: Delivery): Exchange {
  const exchange = context.exchange(Buffer.from(body))
  for (const [name, value] of Object.entries(headers)) exchange.setHeader(name, value)
  return exchange
}

function openMemorySink(broker: MemoryBroker, queue: string, password: string, context: ConnectorContext, fault: Fault | undefined): Sink {
  const supervisor = connecting(broker, password, context, fault)
  let count = 0
  return {
    start: () => supervisor.start().catch(() => undefined),
    async send(exchange) {
      const message = messageOf(exchange, fault)
      if (fault === 'a message is lost now and then' && ++count % 30 === 0) return
      const sending = publish(supervisor, queue, message, fault === 'sends without confirmation' ? 0 : 1000)
      if (fault === 'sends without confirmation') return void sending.catch(() => undefined)
      await sending
      context.meter.sent += 1
    },
    close: () => supervisor.stop(),
  }
}

async function publish(supervisor: Supervisor<MemoryConnection>, queue: string, message: RawMessage, waitMs: number): Promise<void> {
  const connection = await supervisor.acquire(waitMs)
  try {
    await connection.publish(queue, message)
  } catch (cause) {
    throw errors.KF_CONN_LOST({ what: 'memory broker' }, { cause })
  }
}

function messageOf(exchange: Exchange, fault: Fault | undefined): RawMessage {
  const bytes = convert(exchange.body, 'byte[]', exchange) as Buffer
  const entries = exchange.headerEntries().filter(([name]) => fault === 'internal headers leave' || !/^(camel|kafila)/i.test(name))
  const headers = Object.fromEntries(entries.map(([name, value]) => [name, String(value)]))
  return {
    body: fault === 'bodies become text' ? Buffer.from(bytes.toString('utf8')) : bytes,
    headers,
    ...(headers['key'] !== undefined && { key: headers['key'] }),
  }
}

let places = 0

/** Drives the connector over a broker of its own. */
export function memoryDriver(fault?: Fault): ConnectorDriver {
  const broker = new MemoryBroker()
  return {
    connector: memoryConnector(broker, fault),
    keyHeader: 'key',
    patienceMs: 1500,
    secrets: ['hunter2'],
    wrongCredentials: 'memory:any?password=hunter2',
    service: { down: async () => broker.down(), up: async () => broker.up() },
    async place() {
      const name = `q${++places}`
      const read = async () =>
        broker
          .queue(name)
          .splice(0)
          .map(({ body, headers = {} }) => ({ body, headers }))
      return {
        source: `memory:${name}`,
        sink: `memory:${name}`,
        read,
        write: async messages => {
          for (const message of messages) broker.put(name, message)
        },
      }
    },
  }
}
