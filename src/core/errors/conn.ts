import { entry } from './define.ts'

/** Area CONN: a connector failed. Foreign errors are wrapped once, at the client call. */
export const connErrors = {
  KF_CONN_UNREACHABLE: entry<{ connector: string; address: string; reason: string }>({
    message: d => `${d.connector}: cannot reach ${d.address}: ${d.reason}`,
    help: 'Is the service running, and is the address right?',
    type: 'java.net.ConnectException',
    retryable: true,
  }),
  KF_CONN_FAILED: entry<{ connector: string; reason: string }>({
    message: d => `${d.connector}: ${d.reason}`,
    help: 'The remote side or the operating system refused; the cause tells more.',
    type: 'java.io.IOException',
    retryable: true,
  }),
  KF_CONN_NOT_CONNECTED: entry<{ what: string; reason: string }>({
    message: d => `${d.what}: not connected: ${d.reason}`,
    help: 'The connection is tried again and again with growing delay. Is the service running, and is the address right?',
    type: 'java.net.ConnectException',
    retryable: true,
  }),
  KF_CONN_LOST: entry<{ what: string }>({
    message: d => `${d.what}: the connection is lost`,
    help: 'The other side, or something between, has closed the connection; it is opened again by itself.',
    type: 'java.io.IOException',
    retryable: true,
  }),
  KF_CONN_AUTH: entry<{ what: string; reason: string }>({
    message: d => `${d.what}: the credentials are refused: ${d.reason}`,
    help: 'User, password, token or certificate are wrong, or do not allow this. It is not tried again: mend them and start anew.',
    type: 'java.lang.SecurityException',
    fatal: true,
  }),
  KF_CONN_SETUP: entry<{ what: string; reason: string }>({
    message: d => `${d.what}: ${d.reason}`,
    help: 'The other side refuses what this endpoint is set up with, and will refuse it again. It is not tried again: mend it and start anew.',
    type: 'java.lang.IllegalStateException',
    fatal: true,
  }),
  KF_CONN_REJECTED: entry<{ what: string; reason: string }>({
    message: d => `${d.what}: the message is refused: ${d.reason}`,
    help: 'The other side will not take this message however often it is sent: it is too large, or not of the form that it expects.',
    type: 'java.lang.IllegalArgumentException',
  }),
  KF_CONN_TIMEOUT: entry<{ what: string; ms: number }>({
    message: d => `${d.what}: no answer within ${d.ms} ms`,
    help: 'The other side is slow or cut off. Whether it has taken the message is not known.',
    type: 'java.util.concurrent.TimeoutException',
    retryable: true,
  }),
  KF_CONN_CLOSED: entry<{ what: string }>({
    message: d => `${d.what} is closed`,
    help: 'The runtime is stopping; the message was not sent.',
    type: 'java.util.concurrent.RejectedExecutionException',
    retryable: true,
  }),
  KF_CONN_CRON: entry<{ expression: string; reason: string }>({
    message: d => `CronExpression '${d.expression}' is invalid: ${d.reason}`,
    help: 'Six or seven fields from seconds to years, one of day of month and day of week being a question mark: 0 0 12 ? * MON-FRI.',
    type: 'org.apache.camel.FailedToStartRouteException',
  }),
  KF_CONN_MULTIPLE_CONSUMERS: entry<{ uri: string }>({
    message: d => `Multiple consumers for the same endpoint is not allowed: ${d.uri}`,
    help: 'Two routes consume from one endpoint. Rename one, or use seda: with multipleConsumers in both.',
    type: 'java.lang.IllegalStateException',
  }),
  KF_CONN_NO_QUEUE_CONSUMER: entry<{ uri: string; exchange: string }>({
    message: d => `No consumers available on endpoint: ${d.uri}. ${d.exchange}`,
    help: 'No route consumes from this queue now, and failIfNoConsumers is set.',
    type: 'org.apache.camel.component.seda.SedaConsumerNotAvailableException',
  }),
  KF_CONN_QUEUE_FULL: entry<{ name: string; size: number }>({
    message: () => 'Queue full',
    help: 'The queue holds as many messages as its size allows. Let the sender wait (blockWhenFull), or raise size or concurrentConsumers.',
    type: 'java.lang.IllegalStateException',
    retryable: true,
  }),
  KF_CONN_QUEUE_OFFER: entry<{ ms: number }>({
    message: d => `Fails to insert element into queue, after timeout of ${d.ms} milliseconds`,
    help: 'The queue stayed full for as long as offerTimeout allows.',
    type: 'java.lang.IllegalStateException',
    retryable: true,
  }),
  KF_CONN_QUEUE_MISMATCH: entry<{ uri: string; option: string; existing: string; given: string }>({
    message: d =>
      `Cannot use existing queue ${d.uri} as the existing queue ${d.option} ${d.existing} does not match given queue ${d.option} ${d.given}`,
    help: 'All endpoints of one queue must agree about it; give the option in one place only.',
    type: 'java.lang.IllegalArgumentException',
  }),
  KF_CONN_REPLY_TIMEOUT: entry<{ ms: number; exchange: string }>({
    message: d => `The OUT message was not received within: ${d.ms} millis. ${d.exchange}`,
    help: 'The consuming route took longer than timeout allows.',
    type: 'org.apache.camel.ExchangeTimedOutException',
    retryable: true,
  }),
  KF_CONN_FILE: entry<{ reason: string }>({
    message: d => d.reason,
    help: 'The operating system refused to read, write, move or delete the file; the cause tells more.',
    type: 'org.apache.camel.component.file.GenericFileOperationFailedException',
  }),
  KF_CONN_FILE_JAIL: entry<{ path: string; folder: string }>({
    message: d => `Cannot write file with name: ${d.path} as the filename is jailed to the starting directory: ${d.folder}`,
    help: 'A file name must not lead out of the folder of its endpoint. Where it may, set jailStartingDirectory=false.',
    type: 'java.lang.IllegalArgumentException',
  }),
  KF_CONN_JSON_INVALID: entry<{ reason: string; errors: readonly string[]; exchange: string }>({
    message: d => (d.exchange === '' ? d.reason : `${d.reason}. ${d.exchange}`),
    help: 'The message is no JSON, or does not satisfy the schema; each error names a place.',
    type: 'org.apache.camel.component.jsonvalidator.JsonValidationException',
  }),
  KF_CONN_JSON_SCHEMA: entry<{ reason: string }>({
    message: d => `the JSON schema cannot be used: ${d.reason}`,
    help: 'The schema itself is wrong, or of a draft that is not read here.',
    type: 'org.apache.camel.component.jsonvalidator.JsonValidationException',
  }),
  KF_CONN_TEMPLATE: entry<{ reason: string }>({
    message: d => d.reason,
    help: 'The template is not well-formed: a section is not closed, for instance.',
    type: 'com.github.mustachejava.MustacheException',
  }),
  KF_CONN_XML_INVALID: entry<{ reason: string; errors: readonly string[] }>({
    message: d => d.reason,
    help: 'The message is no XML, or does not satisfy the schema; each error names a place.',
    type: 'org.apache.camel.support.processor.validation.SchemaValidationException',
  }),
  KF_CONN_XML_SCHEMA: entry<{ reason: string }>({
    message: d => `the XML schema cannot be used: ${d.reason}`,
    help: 'The schema itself is wrong, or one that it includes is missing.',
    type: 'org.xml.sax.SAXParseException',
  }),
  KF_CONN_XSLT: entry<{ reason: string }>({
    message: d => d.reason,
    help: 'The stylesheet is wrong, uses what is not supported, or the message is no XML.',
    type: 'javax.xml.transform.TransformerException',
  }),
} as const
