import { setTimeout as pause } from 'node:timers/promises'
import amqplib, { type ChannelModel, type ConfirmChannel, type ConsumeMessage } from 'amqplib'
import springRabbitmq from '../../../connectors/spring-rabbitmq/index.ts'
import type { ConnectorDriver, RawMessage } from '../../../src/testing/index.ts'
import { service } from '../services.ts'
import { breakableWay } from '../toxiproxy.ts'

const FACTORY = 'org.springframework.amqp.rabbit.connection.CachingConnectionFactory'

/** A queue that was declared less than this before the broker was killed may be gone, in milliseconds. */
const DECLARED_FOR_GOOD = 4000

/** Queues of RabbitMQ. */
export async function rabbitmqDriver({ breakable = false } = {}): Promise<ConnectorDriver> {
  const broker = await service('rabbitmq@kit')
  const { AMQP_URL, RABBITMQ_HOST, RABBITMQ_PORT, RABBITMQ_USER, RABBITMQ_PASSWORD } = broker.env
  const way = breakable ? await breakableWay(`${RABBITMQ_HOST}:${RABBITMQ_PORT}`) : undefined
  const factory = (name: string, password: string) =>
    `    - { name: ${name}, type: ${FACTORY}, properties: { host: "${RABBITMQ_HOST}", port: ${way?.port ?? RABBITMQ_PORT}, username: ${RABBITMQ_USER}, password: ${password}${breakable ? ', requestedHeartBeat: 2' : ''} } }\n`
  const client = new OfficialClient(AMQP_URL!)
  let places = 0
  let declaredAt = 0
  return {
    connector: springRabbitmq,
    yaml: `- beans:\n${factory('rabbit', RABBITMQ_PASSWORD!)}${factory('wrong', 'hunter2')}`,
    wrongCredentials: 'spring-rabbitmq:default?connectionFactory=#wrong&routingKey=any',
    secrets: ['hunter2', RABBITMQ_PASSWORD!],
    ...(way && { network: way }),
    service: {
      async down() {
        await pause(Math.max(0, declaredAt + DECLARED_FOR_GOOD - Date.now()))
        await broker.kill9()
      },
      up: () => broker.start(),
    },
    async place() {
      const name = `kit-${process.pid}-${Date.now().toString(36)}-${++places}`
      const [input, output] = [`${name}-in`, `${name}-out`]
      for (const queue of [input, output]) await (await client.channel()).assertQueue(queue)
      declaredAt = Date.now()
      return {
        source: `spring-rabbitmq:default?connectionFactory=#rabbit&queues=${input}`,
        sink: `spring-rabbitmq:default?connectionFactory=#rabbit&routingKey=${output}`,
        async write(messages) {
          const channel = await client.channel()
          for (const { body } of messages) channel.sendToQueue(input, Buffer.from(body), { persistent: true })
          await channel.waitForConfirms()
        },
        read: () => client.taken(output),
      }
    },
  }
}

/** The library of the protocol, as somebody else; connects again when it is asked for something. */
class OfficialClient {
  private readonly url: string
  private opened: Promise<ConfirmChannel> | undefined
  private readonly received = new Map<string, RawMessage[]>()
  /** Queues that are read from over this connection. */
  private consumed = new Set<string>()

  constructor(url: string) {
    this.url = url
  }

  channel(): Promise<ConfirmChannel> {
    this.opened ??= this.open()
    return this.opened
  }

  /** What has come from a queue since the last look. */
  async taken(queue: string): Promise<RawMessage[]> {
    const list = this.received.get(queue) ?? []
    this.received.set(queue, list)
    const channel = await this.channel()
    if (!this.consumed.has(queue)) {
      this.consumed.add(queue)
      await channel.consume(queue, message => {
        if (message === null) return
        list.push({ body: message.content, headers: headersOf(message) })
        channel.ack(message)
      })
    }
    return list.splice(0)
  }

  private async open(): Promise<ConfirmChannel> {
    const connection: ChannelModel = await amqplib.connect(this.url)
    const channel = await connection.createConfirmChannel()
    const lost = () => {
      this.opened = undefined
      this.consumed = new Set()
    }
    for (const each of [connection, channel]) each.on('error', lost).on('close', lost)
    return channel
  }
}

function headersOf({ properties }: ConsumeMessage): Record<string, string> {
  return Object.fromEntries(Object.entries(properties.headers ?? {}).map(([name, value]) => [name, String(value)]))
}
