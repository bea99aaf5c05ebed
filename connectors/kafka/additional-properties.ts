import { SCHEMA_REGISTRY } from './common-fields.ts'

const PREFIX = 'additionalProperties.'

/** Properties of the Java client, with the options that say the same. */
const PROPERTIES: Readonly<Record<string, readonly string[]>> = {
  acks: ['requestRequiredAcks'],
  'auto.commit.interval.ms': ['autoCommitIntervalMs'],
  'auto.offset.reset': ['autoOffsetReset'],
  'batch.size': ['producerBatchSize'],
  'bootstrap.servers': ['brokers'],
  'buffer.memory': ['bufferMemorySize'],
  'check.crcs': ['checkCrcs'],
  'client.id': ['clientId'],
  'compression.type': ['compressionCodec'],
  'connections.max.idle.ms': ['connectionMaxIdleMs'],
  'delivery.timeout.ms': ['deliveryTimeoutMs'],
  'enable.auto.commit': ['autoCommitEnable'],
  'enable.idempotence': ['enableIdempotence'],
  'fetch.max.bytes': ['fetchMaxBytes'],
  'fetch.max.wait.ms': ['fetchWaitMaxMs'],
  'fetch.min.bytes': ['fetchMinBytes'],
  'group.id': ['groupId'],
  'group.instance.id': ['groupInstanceId'],
  'heartbeat.interval.ms': ['heartbeatIntervalMs'],
  'interceptor.classes': ['interceptorClasses'],
  'isolation.level': ['isolationLevel'],
  'key.deserializer': ['keyDeserializer'],
  'key.serializer': ['keySerializer'],
  'linger.ms': ['lingerMs'],
  'max.block.ms': ['maxBlockMs'],
  'max.in.flight.requests.per.connection': ['maxInFlightRequest'],
  'max.partition.fetch.bytes': ['maxPartitionFetchBytes'],
  'max.poll.interval.ms': ['maxPollIntervalMs'],
  'max.poll.records': ['maxPollRecords'],
  'max.request.size': ['maxRequestSize'],
  'metadata.max.age.ms': ['metadataMaxAgeMs'],
  'partition.assignment.strategy': ['partitionAssignor'],
  'partitioner.class': ['partitioner'],
  'partitioner.ignore.keys': ['partitionerIgnoreKeys'],
  'receive.buffer.bytes': ['receiveBufferBytes'],
  'reconnect.backoff.max.ms': ['reconnectBackoffMaxMs'],
  'reconnect.backoff.ms': ['reconnectBackoffMs'],
  'request.timeout.ms': ['requestTimeoutMs', 'consumerRequestTimeoutMs'],
  retries: ['retries'],
  'retry.backoff.max.ms': ['retryBackoffMaxMs'],
  'retry.backoff.ms': ['retryBackoffMs'],
  'sasl.jaas.config': ['saslJaasConfig'],
  'sasl.mechanism': ['saslMechanism'],
  'security.protocol': ['securityProtocol'],
  'send.buffer.bytes': ['sendBufferBytes'],
  'session.timeout.ms': ['sessionTimeoutMs'],
  'ssl.cipher.suites': ['sslCipherSuites'],
  'ssl.enabled.protocols': ['sslEnabledProtocols'],
  'ssl.endpoint.identification.algorithm': ['sslEndpointAlgorithm'],
  'ssl.key.password': ['sslKeyPassword'],
  'ssl.keystore.location': ['sslKeystoreLocation'],
  'ssl.keystore.password': ['sslKeystorePassword'],
  'ssl.keystore.type': ['sslKeystoreType'],
  'ssl.truststore.location': ['sslTruststoreLocation'],
  'ssl.truststore.password': ['sslTruststorePassword'],
  'ssl.truststore.type': ['sslTruststoreType'],
  'transactional.id': ['transactionalId'],
  'value.deserializer': ['valueDeserializer'],
  'value.serializer': ['valueSerializer'],
}

/** Properties of the serializers of schema registries (Confluent's, Apicurio's). */
const OF_REGISTRIES =
  /^(?:schema\.registry|apicurio|basic\.auth|bearer\.auth|auto\.register|use\.latest|(?:key|value)\.subject|specific\.avro|avro|json\.|protobuf)/

/** `additionalProperties.linger.ms` is `lingerMs`, and so on. */
export const otherNames: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Object.entries(PROPERTIES).map(([property, options]) => [PREFIX + property, options]),
)

/** Why a property of the Java client is not taken. */
export function refuses(option: string): string | undefined {
  if (option === 'additionalProperties') return `each property is an option of its own: ${PREFIX}linger.ms`
  if (!option.startsWith(PREFIX)) return undefined
  const property = option.slice(PREFIX.length)
  return OF_REGISTRIES.test(property) ? SCHEMA_REGISTRY : `the client has no counterpart of the property ${property}`
}
