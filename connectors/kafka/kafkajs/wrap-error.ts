import { errors, isKafilaError, type KafilaError } from '../../../src/core/errors.ts'

/** What is known of an error of the client. */
interface ClientError extends Error {
  readonly type?: string
  readonly code?: string | number
  readonly retriable?: boolean
  readonly originalError?: unknown
}

const COMMON = 'org.apache.kafka.common.errors.'

/** Kafka's errors by which a message will never be taken, with the exception class of the Java client. */
const REJECTED: Readonly<Record<string, string>> = {
  MESSAGE_TOO_LARGE: 'RecordTooLargeException',
  RECORD_LIST_TOO_LARGE: 'RecordBatchTooLargeException',
  INVALID_TOPIC_EXCEPTION: 'InvalidTopicException',
  INVALID_TIMESTAMP: 'InvalidTimestampException',
  INVALID_RECORD: 'InvalidRecordException',
  INVALID_REQUIRED_ACKS: 'InvalidRequiredAcksException',
  UNSUPPORTED_FOR_MESSAGE_FORMAT: 'UnsupportedForMessageFormatException',
  POLICY_VIOLATION: 'PolicyViolationException',
}

/** What a client may not do: nothing changes before somebody grants it. */
const DENIED: Readonly<Record<string, string>> = {
  SASL_AUTHENTICATION_FAILED: 'SaslAuthenticationException',
  CLUSTER_AUTHORIZATION_FAILED: 'ClusterAuthorizationException',
  TOPIC_AUTHORIZATION_FAILED: 'TopicAuthorizationException',
  GROUP_AUTHORIZATION_FAILED: 'GroupAuthorizationException',
  TRANSACTIONAL_ID_AUTHORIZATION_FAILED: 'TransactionalIdAuthorizationException',
  UNSUPPORTED_SASL_MECHANISM: 'UnsupportedSaslMechanismException',
  ILLEGAL_SASL_STATE: 'IllegalSaslStateException',
}

/** Wraps an error of the client once; `what` names the connection: `kafka localhost:9092`. */
export function wrapError(error: unknown, what: string): KafilaError {
  if (isKafilaError(error)) return error
  const first = rootOf(error as ClientError)
  return denied(first, what, error) ?? refused(first, what, error) ?? failed(first, what, error)
}

/** Kafka's name of an error (`MESSAGE_TOO_LARGE`) of the client or of one that wraps it; empty where it has none. */
export function errorType(error: unknown): string {
  return rootOf((isKafilaError(error) ? error.cause : error) as ClientError).type ?? ''
}

/** The client wraps errors in others that tell less. */
function rootOf(error: ClientError): ClientError {
  for (let each = error; ; ) {
    const inner = (each.cause ?? each.originalError) as ClientError | undefined
    if (!(inner instanceof Error)) return each.type === undefined && error.type !== undefined ? error : each
    each = inner
  }
}

function denied(first: ClientError, what: string, cause: unknown): KafilaError | undefined {
  const type = first.name === 'KafkaJSSASLAuthenticationError' ? DENIED['SASL_AUTHENTICATION_FAILED'] : DENIED[first.type ?? '']
  return type === undefined ? undefined : errors.KF_CONN_AUTH({ what, reason: first.message }, { cause, type: COMMON + type })
}

function refused(first: ClientError, what: string, cause: unknown): KafilaError | undefined {
  const type = first.name === 'KafkaJSNotImplemented' ? 'UnsupportedCompressionTypeException' : REJECTED[first.type ?? '']
  return type === undefined ? undefined : errors.KF_CONN_REJECTED({ what, reason: first.message }, { cause, type: COMMON + type })
}

function failed(first: ClientError, what: string, cause: unknown): KafilaError {
  const reason = first.message
  const isNetwork = /^KafkaJS(Connection|NoBroker|BrokerNotFound)/.test(first.name) || /^E[A-Z]+$/.test(String(first.code))
  if (isNetwork) return errors.KF_CONN_UNREACHABLE({ connector: 'kafka', address: addressOf(what), reason }, { cause })
  if (first.name === 'KafkaJSRequestTimeoutError' || first.type === 'REQUEST_TIMED_OUT')
    return errors.KF_CONN_FAILED({ connector: 'kafka', reason }, { cause, type: `${COMMON}TimeoutException` })
  return errors.KF_CONN_FAILED({ connector: 'kafka', reason }, { cause, type: 'org.apache.kafka.common.KafkaException' })
}

function addressOf(what: string): string {
  return what.replace(/^kafka /, '')
}
