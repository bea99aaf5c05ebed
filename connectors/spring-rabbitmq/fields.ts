import { bean, boolean, choice, duration, integer, sinkFields, sourceFields, synchronous, text } from '../../src/kit/index.ts'
import type { RabbitConnectionFactory } from '../../src/kit/rabbit-connection-factory.ts'
import { TLS_BEAN, type TlsBean } from '../../src/kit/tls-options.ts'

const TYPES = ['direct', 'fanout', 'headers', 'topic'] as const
const JVM = 'it is a Java object'

export const rabbitPath = {
  exchangeName: text({
    describe: 'The exchange: messages are sent to it, a queue is bound to it. `default` is the default exchange.',
    required: true,
  }),
}

/** Options that sources and sinks have. */
export const commonFields = {
  connectionFactory: bean<RabbitConnectionFactory>({
    describe:
      'Where the broker is: a bean of type CachingConnectionFactory. Without it the only one there is, or spring.rabbitmq.host and its siblings.',
  }),
  sslContextParameters: bean<TlsBean>({ describe: TLS_BEAN }),
  queues: text({
    describe: 'Queues to read from, or to declare for sending, with commas between. Without it a source has one of its own, until it ends.',
  }),
  routingKey: text({ describe: 'The routing key.' }),
  deadLetterExchange: text({ describe: 'The exchange for messages that are rejected.' }),
  deadLetterExchangeType: choice(TYPES, { describe: 'The type of that exchange.', default: 'direct' }),
  deadLetterQueue: text({ describe: 'The queue that is bound to it.' }),
  deadLetterRoutingKey: text({ describe: 'The routing key of rejected messages.' }),
  disableReplyTo: boolean({ describe: 'Whether no replies are sent, and none awaited.', default: false }),
  exchangeType: choice(TYPES, { describe: 'The type of the exchange that is declared.', default: 'direct' }),
  testConnectionOnStartup: boolean({ describe: 'Whether the start fails where the broker is away.', default: false }),
  args: text({
    describe: 'Arguments of what is declared.',
    advanced: true,
    unsupported: 'write each as an option: arg.queue.x-message-ttl=60000',
  }),
  messageConverter: text({ describe: 'Converts bodies.', advanced: true, unsupported: JVM }),
  messagePropertiesConverter: text({ describe: 'Converts headers.', advanced: true, unsupported: JVM }),
  synchronous,
}

/** Options of sources. */
export const rabbitSourceFields = {
  ...sourceFields,
  ...commonFields,
  acknowledgeMode: choice(['AUTO', 'MANUAL', 'NONE'], {
    describe:
      'AUTO, or without it: a message is acknowledged when it has ended well. NONE: before it is worked on, so that it may be lost. MANUAL is not supported.',
  }),
  asyncConsumer: boolean({ describe: 'Whether the next message is worked on before the last has ended, without order.', default: false }),
  autoDeclare: boolean({ describe: 'Whether exchange, queues and bindings are declared.', default: true }),
  autoStartup: boolean({ describe: 'Has no effect: routes have autoStartup.', default: true }),
  exclusive: boolean({ describe: 'Whether nobody else may read from the queues meanwhile.', default: false }),
  noLocal: boolean({ describe: 'Has no effect: RabbitMQ does not know it.', default: false }),
  maximumRetryAttempts: integer({
    describe:
      'How often a message is tried before it is rejected; 5 where rejectAndDontRequeue or a dead letter exchange is given, else without end.',
  }),
  retryDelay: integer({ describe: 'Milliseconds between two attempts. Without it 1000; growing, up to a minute, where there is no end.' }),
  rejectAndDontRequeue: boolean({
    describe:
      'Whether a message that has failed for good is rejected, so that the broker drops it or moves it to the dead letter exchange. Without it: where a dead letter exchange is given.',
  }),
  concurrentConsumers: integer({
    describe: 'How many messages of a queue are worked on at a time; with one they keep their order.',
    default: 1,
    advanced: true,
  }),
  maxConcurrentConsumers: integer({ describe: 'Has no effect: concurrentConsumers is fixed.', advanced: true }),
  messageListenerContainerType: choice(['DMLC', 'SMLC'], { describe: 'Has no effect.', default: 'DMLC', advanced: true }),
  prefetchCount: integer({
    describe: 'How many messages of a queue the broker sends before the first is acknowledged; 0 for no bound.',
    default: 250,
    advanced: true,
  }),
  retry: text({
    describe: 'A retry template, which tries a failed message again.',
    advanced: true,
    unsupported: 'use maximumRetryAttempts and retryDelay',
  }),
}

/** Options of sinks. */
export const rabbitSinkFields = {
  ...sinkFields,
  ...commonFields,
  allowNullBody: boolean({ describe: 'Whether a body of null is sent, as an empty message; without it that is an error.', default: false }),
  autoDeclareProducer: boolean({ describe: 'Whether exchange, queues and bindings are declared.', default: false }),
  skipDeclareExchange: boolean({ describe: 'Declares no exchange.', default: false }),
  skipDeclareQueue: boolean({ describe: 'Declares no queues, and binds none.', default: false }),
  skipBindQueue: boolean({ describe: 'Binds no queues.', default: false }),
  confirm: choice(['auto', 'enabled', 'disabled'], {
    describe: 'Whether a message counts as sent when the broker has confirmed it (auto and enabled), or when it is written.',
    default: 'auto',
  }),
  confirmTimeout: duration({ describe: 'How long to wait for the connection, and then for the confirmation.', default: 5000 }),
  replyTimeout: duration({ describe: 'How long to wait for a reply.', default: 30_000 }),
  mandatory: boolean({ describe: 'Whether a message that no queue takes is an error.', default: true }),
  usePublisherConnection: boolean({ describe: 'Has no effect: sources and sinks have connections of their own.', default: false }),
}
