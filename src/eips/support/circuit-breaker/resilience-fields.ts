import { boolean, choice, duration, integer, list, number, text } from '../../../kit/field.ts'

const NO_STACK = 'Has no effect: failures carry no Java stack.'
const NO_THREADS = 'Has no effect: there is one thread.'
const exception = text({ describe: 'A class of exceptions.' })

/** The options of resilience4jConfiguration; those that are not given come from the named bean, then from properties, then from `RESILIENCE_DEFAULTS`. */
export const resilienceFields = {
  circuitBreaker: text({ describe: 'A Java object that is the breaker.', unsupported: 'give the options of the breaker' }),
  config: text({ describe: 'A Java object with the configuration.', unsupported: 'give the options, or a bean by `configuration`' }),
  failureRateThreshold: number({ describe: 'Percentage of failed calls at which the circuit opens. Default 50.' }),
  permittedNumberOfCallsInHalfOpenState: integer({ describe: 'How many calls are let through on trial. Default 10.' }),
  throwExceptionWhenHalfOpenOrOpenState: boolean({
    describe:
      'Whether a call that is not let through fails, where there is no fallback; otherwise the route goes on with the message as it is. Default false.',
  }),
  slidingWindowSize: integer({ describe: 'Size of the window: calls, or seconds. Default 100.' }),
  slidingWindowType: choice(['COUNT_BASED', 'TIME_BASED'], {
    describe: 'Whether the last calls are judged, or those of the last seconds. Default COUNT_BASED.',
  }),
  slidingWindowSynchronizationStrategy: choice(['LOCK_FREE', 'SYNCHRONIZED'], { describe: NO_THREADS }),
  minimumNumberOfCalls: integer({ describe: 'With fewer calls nothing is judged; no more than the window of calls. Default 100.' }),
  writableStackTraceEnabled: boolean({ describe: NO_STACK }),
  waitDurationInOpenState: duration({ describe: 'How long the circuit stays open before a trial. Default 60000.' }),
  automaticTransitionFromOpenToHalfOpenEnabled: boolean({
    describe: 'Whether it turns half open when the wait is over, not only with the next call. Default false.',
  }),
  maxWaitDurationInHalfOpenState: duration({
    describe: 'How long the trial may last before the circuit opens again. Default 0: without end.',
  }),
  slowCallRateThreshold: number({ describe: 'Percentage of slow calls at which the circuit opens. Default 100.' }),
  slowCallDurationThreshold: duration({ describe: 'A call that takes longer is slow. Default 60000.' }),
  bulkheadEnabled: boolean({ describe: 'Whether the number of calls at a time is bounded. Default false.' }),
  bulkheadMaxConcurrentCalls: integer({ describe: 'How many calls there may be at a time. Default 25.' }),
  bulkheadMaxWaitDuration: duration({ describe: 'How long a call waits for its turn. Default 0.' }),
  bulkheadFairCallHandlingEnabled: boolean({ describe: 'Has no effect: who waits longest comes first.' }),
  asynchronous: boolean({ describe: 'Has no effect: steps that wait never block.' }),
  timeoutEnabled: boolean({ describe: 'Whether calls have a time-out. Default false.' }),
  timeoutExecutorService: text({ describe: NO_THREADS }),
  timeoutDuration: duration({ describe: 'The time-out. Default 1000.' }),
  timeoutCancelRunningFuture: boolean({
    describe: 'Has no effect: steps that are too late run on, and what they make of the message is dropped.',
  }),
  micrometerEnabled: boolean({ describe: 'Has no effect: the runtime has metrics of its own.' }),
  recordException: list(exception, {
    describe: 'The only exceptions that are failures, also where they are a cause; others are dropped and count as success.',
  }),
  ignoreException: list(exception, { describe: 'Exceptions that neither count as failure nor as success, and are dropped.' }),
}
