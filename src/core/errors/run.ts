import { entry } from './define.ts'

/** Area RUN: a message failed, or a runtime could not start or stop. */
export const runErrors = {
  KF_RUN_THROWN: entry<{ message: string | null }>({ message: d => d.message ?? '', help: 'Thrown by a route (throwException).' }),
  KF_RUN_UNKNOWN_EXCEPTION: entry<{ type: string; fix?: string }>({
    message: d => `there is no exception \`${d.type}\``,
    help: 'Exceptions have the full names of Java classes, java.lang.IllegalArgumentException for instance; `java.lang.Exception` stands for all.',
    type: 'java.lang.IllegalArgumentException',
  }),
  KF_RUN_NO_VARIABLE: entry<{ name: string; exchange: string }>({
    message: d => `No '${d.name}' variable available. ${d.exchange}`,
    help: 'Set the variable before it is converted, or say mandatory: false.',
    type: 'org.apache.camel.NoSuchVariableException',
  }),
  KF_RUN_NO_CONSUMER: entry<{ uri: string; exchange: string }>({
    message: d => `No consumers available on endpoint: ${d.uri}. ${d.exchange}`,
    help: 'No route consumes from this direct: endpoint now. Check the name, and whether the route is started.',
    type: 'org.apache.camel.component.direct.DirectConsumerNotAvailableException',
  }),
  KF_RUN_ILLEGAL_ARGUMENT: entry<{ reason: string }>({
    message: d => d.reason,
    help: 'A step was given a value that it cannot work with.',
    type: 'java.lang.IllegalArgumentException',
  }),
  KF_RUN_ILLEGAL_STATE: entry<{ reason: string }>({
    message: d => d.reason,
    help: 'The runtime is not in a state that allows this.',
    type: 'java.lang.IllegalStateException',
  }),
  KF_RUN_EXCHANGE: entry<{ reason: string }>({
    message: d => d.reason,
    help: 'An exchange failed; the cause tells why.',
    type: 'org.apache.camel.CamelExchangeException',
  }),
  KF_RUN_TIMEOUT: entry<{ what: string; ms: number }>({
    message: d => `${d.what} took longer than ${d.ms} ms`,
    help: 'Raise the time-out, or find out why the other side is slow.',
    type: 'org.apache.camel.ExchangeTimedOutException',
    retryable: true,
  }),
  KF_RUN_ROLLBACK: entry<{ message: string }>({
    message: d => d.message,
    help: 'A route rolled the exchange back.',
    type: 'org.apache.camel.RollbackExchangeException',
  }),
  KF_RUN_VALIDATION: entry<{ predicate: string; exchange: string }>({
    message: d => `Validation failed for Predicate[${d.predicate}]. ${d.exchange}`,
    help: 'The message does not satisfy a validate step.',
    type: 'org.apache.camel.support.processor.PredicateValidationException',
  }),
  KF_RUN_DEPTH: entry<{ depth: number; uri: string }>({
    message: d => `direct: calls are nested ${d.depth} deep at ${d.uri}`,
    help: 'Routes call each other without end. Break the cycle.',
    type: 'java.lang.StackOverflowError',
  }),
  KF_RUN_STOPPING: entry<{ routeId: string }>({
    message: d => `route ${d.routeId} is stopping`,
    help: 'The message was given back because the runtime stops.',
    type: 'java.util.concurrent.RejectedExecutionException',
    retryable: true,
  }),
  KF_RUN_ENDPOINT: entry<{ uri: string; reason: string }>({
    message: d => `Failed to resolve endpoint: ${d.uri} due to: ${d.reason}`,
    help: 'The message named an endpoint that cannot be used.',
    type: 'org.apache.camel.ResolveEndpointFailedException',
  }),
  KF_RUN_NO_ENDPOINT: entry<{ uri: string }>({
    message: d => `No endpoint could be found for: ${d.uri}, please check your classpath contains the needed Camel component jar.`,
    help: 'The message named an endpoint of a component that does not exist; see `kafila list connectors`.',
    type: 'org.apache.camel.NoSuchEndpointException',
  }),
  KF_RUN_START: entry<{ what: string; reason: string }>({
    message: d => `${d.what} could not start: ${d.reason}`,
    help: 'See the reason.',
    type: 'org.apache.camel.FailedToStartRouteException',
  }),
  KF_RUN_DATA_TYPE: entry<{ reason: string; exchange: string }>({
    message: d => `${d.reason} on the exchange: ${d.exchange}`,
    help: 'The message cannot become the data type that a route declares or a step asks for; the cause tells why.',
    type: 'org.apache.camel.CamelExecutionException',
  }),
  KF_RUN_NO_VALIDATOR: entry<{ type: string; exchange: string }>({
    message: d => `No Validator found for '${d.type}'. ${d.exchange}`,
    help: 'A route declares a data type with `validate`, and nothing validates this type: leave `validate` out, or validate by a step.',
    type: 'org.apache.camel.ValidationException',
  }),
} as const
