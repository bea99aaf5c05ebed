import kafkajs, { type KafkaConfig, type RetryOptions } from 'kafkajs'
import type { LogLevel } from '../../../src/core/services.ts'
import type { ConnectionSettings, KafkaClient } from '../client.ts'
import { registerCodecs } from './codecs.ts'
import { openConsumer } from './consumer.ts'
import { openInquirer } from './inquirer.ts'
import { mendProduce } from './mend-produce.ts'
import { mendTimers } from './mend-timers.ts'
import { openProducer } from './producer.ts'

/** How often the client itself tries again before it gives up: about ten seconds, enough for a new leader. */
const RETRY: RetryOptions = { initialRetryTime: 100, maxRetryTime: 1000, multiplier: 2, factor: 0.2, retries: 12 }
/** Questions are asked a few times: the client learns of brokers by its first failure. */
const SOON: RetryOptions = { ...RETRY, retries: 2 }
const CONNECT_MS = 5000

/** What the client says goes here. */
export type ClientLog = (level: LogLevel, message: string) => void

/** The client by kafkajs. */
export function kafkajsClient(log: ClientLog): KafkaClient {
  mendTimers()
  mendProduce()
  registerCodecs()
  const connect = (settings: ConnectionSettings, retry: RetryOptions, requestTimeoutMs: number) =>
    new kafkajs.Kafka({ ...connection(settings, log), retry, requestTimeout: requestTimeoutMs })
  return {
    inquire: settings => openInquirer(connect(settings, SOON, CONNECT_MS), nameOf(settings)),
    consume: (settings, consumer, events, signal) =>
      openConsumer(connect(settings, RETRY, consumer.requestTimeoutMs), nameOf(settings), consumer, events, signal),
    produce: (settings, producer) => openProducer(connect(settings, RETRY, producer.requestTimeoutMs), nameOf(settings), producer),
  }
}

/** What is connected to, for messages. */
export function nameOf({ brokers }: ConnectionSettings): string {
  return `kafka ${brokers.join(',')}`
}

function connection({ brokers, clientId, sasl, tls }: ConnectionSettings, log: ClientLog): KafkaConfig {
  return {
    brokers: [...brokers],
    clientId,
    connectionTimeout: CONNECT_MS,
    authenticationTimeout: 10_000,
    enforceRequestTimeout: true,
    ...(tls && { ssl: tls }),
    ...(sasl && { sasl: mechanism(sasl) }),
    logLevel: kafkajs.logLevel.WARN,
    logCreator:
      () =>
      ({ namespace, label, log: { message, error } }) =>
        // its errors come back to us as errors, and are told then
        log('DEBUG', `kafkajs ${label} ${namespace}: ${message}${error === undefined ? '' : `: ${error}`}`),
  }
}

function mechanism(sasl: NonNullable<ConnectionSettings['sasl']>): NonNullable<KafkaConfig['sasl']> {
  // one of the three logins: the client's types want to know which
  if (sasl.mechanism !== 'oauthbearer') return sasl as NonNullable<KafkaConfig['sasl']>
  return { mechanism: 'oauthbearer', oauthBearerProvider: async () => ({ value: await sasl.token() }) }
}
