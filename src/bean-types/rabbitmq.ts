import { type BeanTypeDefinition, defineBeanType } from '../kit/bean-type.ts'
import { boolean, integer, text } from '../kit/field.ts'
import { type RabbitOptions, rabbitConnectionFactory } from '../kit/rabbit-connection-factory.ts'

const NO_EFFECT = 'Has no effect: each endpoint has one connection, and messages are always confirmed.'

const connectionFactory = defineBeanType({
  names: [
    'org.springframework.amqp.rabbit.connection.CachingConnectionFactory',
    'com.rabbitmq.client.ConnectionFactory',
    'org.springframework.amqp.rabbit.connection.PooledChannelConnectionFactory',
    'org.springframework.amqp.rabbit.connection.ThreadChannelConnectionFactory',
  ],
  summary: 'Where a RabbitMQ is, and who connects: for spring-rabbitmq. Arguments of the constructor: host and port, or the URI.',
  fields: {
    uri: text({ describe: 'The address with all it needs: amqp://user:password@host:5672/vhost, or amqps.', secret: true }),
    host: text({ describe: 'The host.' }),
    port: integer({ describe: 'The port.' }),
    addresses: text({ describe: 'Several nodes with commas between (host:port), tried one after the other.' }),
    username: text({ describe: 'The user; guest without it.' }),
    password: text({ describe: 'The password; guest without it.', secret: true }),
    virtualHost: text({ describe: 'The virtual host; / without it.' }),
    requestedHeartBeat: integer({
      describe: 'How often the connection is proved to be alive, in seconds; what the broker suggests without it.',
    }),
    connectionTimeout: integer({ describe: 'How long one attempt to connect may take, in milliseconds; 10000 without it.' }),
    publisherConfirmType: text({ describe: NO_EFFECT }),
    publisherReturns: boolean({ describe: NO_EFFECT }),
    channelCacheSize: integer({ describe: NO_EFFECT }),
    cacheMode: text({ describe: NO_EFFECT }),
  },
  create: (options, { constructorArguments }) => rabbitConnectionFactory({ ...byConstructor(constructorArguments), ...given(options) }),
})

function byConstructor([first, second]: readonly unknown[]): RabbitOptions {
  if (first === undefined) return {}
  if (/^\d+$/.test(String(first))) return { port: Number(first) }
  if (String(first).includes('://')) return { uri: String(first) }
  return { host: String(first), ...(second !== undefined && { port: Number(second) }) }
}

function given(options: RabbitOptions): RabbitOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined))
}

/** Connection factories of RabbitMQ. */
export const rabbitBeans: readonly BeanTypeDefinition[] = [connectionFactory as unknown as BeanTypeDefinition]
