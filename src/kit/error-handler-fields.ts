import { once } from '../core/once.ts'
import { boolean, choice, duration, group, integer, number, text } from './field.ts'
import { uri } from './uri.ts'

const LEVELS = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'OFF'] as const

/** The options of a redelivery policy, as they stand in `onException` and in error handlers. */
export const redeliveryFields = once(() => ({
  maximumRedeliveries: integer({ describe: 'How often a failed step is tried again; -1: for ever. Default 0.' }),
  redeliveryDelay: duration({ describe: 'Delay before a step is tried again, in milliseconds.', default: 1000 }),
  asyncDelayedRedelivery: boolean({ describe: 'Whether the delay frees the worker; delays never block here.', default: false }),
  backOffMultiplier: number({ describe: 'Factor between delays with useExponentialBackOff.', default: 2 }),
  useExponentialBackOff: boolean({ describe: 'Whether delays grow.', default: false }),
  collisionAvoidanceFactor: number({ describe: 'Random part of each delay with useCollisionAvoidance.', default: 0.15 }),
  useCollisionAvoidance: boolean({ describe: 'Whether delays vary at random.', default: false }),
  maximumRedeliveryDelay: duration({ describe: 'Longest delay.', default: 60_000 }),
  retriesExhaustedLogLevel: choice(LEVELS, { describe: 'Level of the line logged when the last attempt failed.', default: 'ERROR' }),
  retryAttemptedLogLevel: choice(LEVELS, { describe: 'Level of the line logged for each attempt.', default: 'DEBUG' }),
  retryAttemptedLogInterval: integer({ describe: 'Logs each n-th attempt.', default: 1 }),
  logRetryAttempted: boolean({ describe: 'Whether attempts are logged.', default: true }),
  logStackTrace: boolean({ describe: 'Whether the stack trace is logged when the last attempt failed.', default: true }),
  logRetryStackTrace: boolean({ describe: 'Whether the stack trace is logged for each attempt.', default: false }),
  logHandled: boolean({ describe: 'Whether handled failures are logged.', default: false }),
  logNewException: boolean({ describe: 'Whether a failure while a failure is handled is logged.', default: true }),
  logContinued: boolean({ describe: 'Whether continued failures are logged.', default: false }),
  logExhausted: boolean({ describe: 'Whether a failure whose attempts are used up is logged.', default: true }),
  logExhaustedMessageHistory: boolean({ describe: 'Whether the message history is logged with it.', default: false }),
  logExhaustedMessageBody: boolean({ describe: 'Whether the message is logged with it.', default: false }),
  disableRedelivery: boolean({ describe: 'Turns redelivery off.', default: false }),
  delayPattern: text({ describe: 'Delays by attempt: `0:1000;5:5000` waits 1 s, from the fifth attempt on 5 s.' }),
  allowRedeliveryWhileStopping: boolean({
    describe:
      'Whether failed steps are still tried again while the runtime stops. No effect here: they are, until the deadline of the stop.',
    default: true,
  }),
  exchangeFormatterRef: text({ describe: 'Bean that formats exchanges for the log.', unsupported: 'the log has one format' }),
}))

/** The options common to the default error handler and the dead letter channel. */
export const handlerFields = once(() => ({
  redeliveryPolicy: group(redeliveryFields(), { describe: 'How failed steps are tried again.' }),
  redeliveryPolicyRef: text({ describe: 'Bean with the redelivery policy.' }),
  useOriginalMessage: boolean({ describe: 'Whether the message goes to the failure processor as it came in.', default: false }),
  useOriginalBody: boolean({ describe: 'Whether the body goes to the failure processor as it came in.', default: false }),
  loggerRef: text({ describe: 'Bean of the logger.', unsupported: 'there is one logger' }),
  level: choice(LEVELS, { describe: 'Level of the log.', default: 'ERROR' }),
  logName: text({ describe: 'Name of the logger.' }),
  onRedeliveryRef: text({ describe: 'Bean called before each attempt.' }),
  onExceptionOccurredRef: text({ describe: 'Bean called when a failure occurs.' }),
  onPrepareFailureRef: text({ describe: 'Bean called before the failure processor.' }),
  retryWhileRef: text({ describe: 'Bean with the predicate that decides whether a step is tried again.' }),
  executorServiceRef: text({ describe: 'Thread pool; there are no threads here, the option has no effect on results.' }),
}))

/** `errorHandler`: one of its kinds. */
export const errorHandlerFields = once(() => ({
  defaultErrorHandler: group(handlerFields(), {
    describe: 'Tries again as the policy says, then hands the failure to the caller.',
    exactName: true,
  }),
  deadLetterChannel: group(
    {
      ...handlerFields(),
      deadLetterUri: uri({ describe: 'Endpoint that failed messages go to.', required: true }),
      deadLetterHandleNewException: boolean({
        describe: 'Whether a failure of the dead letter endpoint itself is only logged.',
        default: true,
      }),
    },
    { describe: 'Tries again as the policy says, then sends the message to the dead letter endpoint.', exactName: true },
  ),
  noErrorHandler: group({}, { describe: 'Hands failures to the caller at once.', exactName: true }),
  refErrorHandler: group(
    { ref: text({ describe: 'Bean of the error handler.', required: true }) },
    { describe: 'An error handler that is a bean.', shorthand: 'ref', exactName: true },
  ),
  springTransactionErrorHandler: group({}, { describe: 'Transactions.', unsupported: 'there are no transactions yet' }),
  jtaTransactionErrorHandler: group({}, { describe: 'Transactions.', unsupported: 'there are no transactions yet' }),
}))

/** An error handler that is a bean: its options, by its kind. For refErrorHandler and errorHandlerRef. */
export class ErrorHandlerBean {
  readonly options: Readonly<Record<string, unknown>>

  constructor(options: Readonly<Record<string, unknown>>) {
    this.options = options
  }
}

/** A redelivery policy that is a bean: its options. For redeliveryPolicyRef. */
export class RedeliveryPolicyBean {
  readonly options: Readonly<Record<string, unknown>>

  constructor(options: Readonly<Record<string, unknown>>) {
    this.options = options
  }
}
