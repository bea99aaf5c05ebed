import { defineConnector, type EndpointAddress } from '../../src/kit/index.ts'
import { rabbitPath, rabbitSinkFields, rabbitSourceFields } from './fields.ts'

const ARG = 'arg.'

/** Options `arg.queue.x-message-ttl`, by what follows `arg.`. */
function argsIn({ extra }: EndpointAddress): Record<string, string> {
  return Object.fromEntries(Object.entries(extra).map(([name, value]) => [name.slice(ARG.length), value]))
}

export default defineConnector({
  name: 'spring-rabbitmq',
  summary: 'Reads from queues of RabbitMQ and sends to its exchanges (AMQP 0.9.1).',
  notes: [
    'A message is acknowledged when its effect is durable. One that fails stays with this process and is tried again with growing delay, its queue waiting behind it; with rejectAndDontRequeue=true, or a deadLetterExchange, it is rejected after maximumRetryAttempts.',
    'A message is sent when the broker has confirmed it: it is persistent, and stored by each queue that takes it. One that no queue takes fails, unless mandatory=false. Where the connection is lost before the confirmation the message fails and may be sent again.',
    'A queue that is declared by its name lasts (arg.queue.durable=false otherwise); without queues a source has one that ends with its connection, and what comes while it is away is lost.',
    'The order of a queue is kept with one consumer of it; concurrentConsumers and asyncConsumer give it up.',
    'A message with a reply address gets the route’s result as its reply before it is acknowledged. A sink that is asked for a reply (InOut) waits for it over direct reply-to.',
    'A group (aggregate) acknowledges its messages when it has ended: it must not be larger than prefetchCount, or end by time.',
    'Arguments of what is declared: arg.queue., arg.exchange., arg.binding., arg.consumer., arg.dlq.queue., arg.dlq.exchange., arg.dlq.binding., each with durable, autoDelete and exclusive where they apply.',
  ],
  syntax: 'spring-rabbitmq:exchangeName',
  componentOptions: { ignoreDeclarationExceptions: true },
  path: rabbitPath,
  prefixes: [ARG],
  source: {
    fields: rabbitSourceFields,
    async open(options, context, address) {
      const [{ openRabbitSource }, { amqpSettings }] = await Promise.all([import('./source.ts'), import('./connection.ts')])
      return openRabbitSource({ ...options, args: argsIn(address) }, amqpSettings(options, context.services), context)
    },
  },
  sink: {
    fields: rabbitSinkFields,
    async open(options, context, address) {
      const [{ openRabbitSink }, { amqpSettings }] = await Promise.all([import('./sink.ts'), import('./connection.ts')])
      return openRabbitSink({ ...options, args: argsIn(address) }, amqpSettings(options, context.services), context)
    },
  },
  delivery: {
    source: { acks: 'native', order: 'partition', redelivery: 'requeue', persistent: true, resume: 'broker', groups: true },
    sink: { durable: 'remote', idempotentWrite: false, batchWrite: false, reply: true },
    headers: 'all',
    notes: ['Order is that of a queue with one consumer. A message that was given back comes again marked as redelivered.'],
  },
  examples: [
    {
      title: 'Orders from a queue, and those that fail into another',
      yaml: `- beans:
    - name: rabbit
      type: org.springframework.amqp.rabbit.connection.CachingConnectionFactory
      properties: { host: localhost, username: "{{?rabbit.user}}", password: "{{?rabbit.password}}" }
- from:
    uri: spring-rabbitmq:orders
    parameters:
      connectionFactory: "#rabbit"
      queues: orders.in
      routingKey: new
      deadLetterExchange: orders.failed
      deadLetterQueue: orders.failed
      deadLetterRoutingKey: failed
    steps:
      - to: "log:orders"
      - to: { uri: "spring-rabbitmq:default", parameters: { connectionFactory: "#rabbit", routingKey: orders.done } }
`,
    },
  ],
})
