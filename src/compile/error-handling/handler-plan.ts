import { isTrue } from '../../converters/index.ts'
import { errors } from '../../core/errors.ts'
import type { Predicate } from '../../core/expression.ts'
import type { LogLevel } from '../../core/services.ts'
import { runThen, type Step } from '../../core/step.ts'
import { ErrorHandlerBean, errorHandlerFields } from '../../kit/error-handler-fields.ts'
import { type Built, buildFields } from '../../kit/field.ts'
import type { Options } from '../../model/route.ts'
import type { StepBuilder } from '../route-builder.ts'
import type { FailureSteps } from './failure-processor.ts'
import { optionalHook } from './hooks.ts'
import { DEFAULT_SETTINGS, policyBean, type RedeliverySettings, redeliveryOptions, withOptions } from './redelivery-settings.ts'

/** An error handler of a route, compiled: what happens to a failure that no onException takes. */
export interface HandlerPlan {
  readonly settings: RedeliverySettings
  readonly retryWhile: Predicate | undefined
  readonly useOriginalMessage: boolean
  readonly useOriginalBody: boolean
  readonly onRedelivery: Step | undefined
  readonly onExceptionOccurred: Step | undefined
  readonly onPrepareFailure: Step | undefined
  readonly logger: string
  readonly level: LogLevel
  readonly deadLetter: DeadLetter | undefined
}

/** Where failed messages go. */
export interface DeadLetter {
  readonly uri: string
  readonly steps: FailureSteps
  readonly handlesNewException: boolean
}

const LOGGERS = 'org.apache.camel.processor.errorhandler.'

/** The handler of a route that says nothing. */
export const DEFAULT_HANDLER: HandlerPlan = {
  settings: DEFAULT_SETTINGS,
  retryWhile: undefined,
  useOriginalMessage: false,
  useOriginalBody: false,
  onRedelivery: undefined,
  onExceptionOccurred: undefined,
  onPrepareFailure: undefined,
  logger: `${LOGGERS}DefaultErrorHandler`,
  level: 'ERROR',
  deadLetter: undefined,
}

type Kind = keyof ReturnType<typeof errorHandlerFields>

/** Compiles an `errorHandler`; `undefined` for noErrorHandler. */
export function compileHandler(options: Options | undefined, scope: StepBuilder): HandlerPlan | undefined {
  if (options === undefined) return DEFAULT_HANDLER
  // of two kinds Camel takes the last
  const kind = Object.keys(options).findLast(name => Object.hasOwn(errorHandlerFields(), name)) as Kind | undefined
  if (kind === undefined) throw errors.KF_ROUTE_MISSING({ what: 'errorHandler', option: 'its kind' })
  const raw = options[kind] as Options
  switch (kind) {
    case 'noErrorHandler':
      return undefined
    case 'refErrorHandler':
      return referredHandler(buildFields(errorHandlerFields().refErrorHandler.fields!, raw, scope)['ref'] as string, scope)
    case 'deadLetterChannel':
      return deadLetterHandler(raw, scope)
    default:
      return planOf(raw, buildFields(errorHandlerFields().defaultErrorHandler.fields!, raw, scope) as never, scope, DEFAULT_HANDLER.logger)
  }
}

/** Compiles the handler that a bean stands for. */
export function referredHandler(reference: string, scope: StepBuilder): HandlerPlan | undefined {
  const bean = scope.bean(reference)
  if (bean instanceof ErrorHandlerBean) return compileHandler(bean.options, scope)
  throw errors.KF_ROUTE_BEAN({ name: reference, reason: 'it is no error handler' })
}

type HandlerOptions = NonNullable<Built<ReturnType<typeof errorHandlerFields>>['defaultErrorHandler']>
type DeadLetterOptions = NonNullable<Built<ReturnType<typeof errorHandlerFields>>['deadLetterChannel']>

function deadLetterHandler(raw: Options, scope: StepBuilder): HandlerPlan {
  const options = buildFields(errorHandlerFields().deadLetterChannel.fields!, raw, scope) as DeadLetterOptions
  if (options.deadLetterUri === undefined || options.deadLetterUri.trim() === '')
    throw errors.KF_ROUTE_MISSING({ what: 'deadLetterChannel', option: 'deadLetterUri' })
  const endpoint = scope.endpoint(options.deadLetterUri)
  scope.onStart(async () => {
    await endpoint.sink()
  })
  const send = oneWay(scope.lateSender(endpoint))
  const deadLetter: DeadLetter = {
    uri: endpoint.uri,
    steps: { all: send, first: send },
    handlesNewException: options.deadLetterHandleNewException,
  }
  return { ...planOf(raw, options, scope, `${LOGGERS}DeadLetterChannel`), deadLetter }
}

function planOf(raw: Options, options: HandlerOptions, scope: StepBuilder, logger: string): HandlerPlan {
  if (options.useOriginalMessage || options.useOriginalBody) scope.services.originals.kept = true
  if (options.executorServiceRef !== undefined) scope.bean(options.executorServiceRef)
  return {
    settings: settingsOf(raw, options.redeliveryPolicyRef, scope),
    retryWhile: options.retryWhileRef === undefined ? undefined : predicateBean(options.retryWhileRef, scope),
    useOriginalMessage: options.useOriginalMessage,
    useOriginalBody: options.useOriginalBody,
    onRedelivery: optionalHook(options.onRedeliveryRef, scope),
    onExceptionOccurred: optionalHook(options.onExceptionOccurredRef, scope),
    onPrepareFailure: optionalHook(options.onPrepareFailureRef, scope),
    logger: options.logName ?? logger,
    level: options.level,
    deadLetter: undefined,
  }
}

function settingsOf(raw: Options, reference: string | undefined, scope: StepBuilder): RedeliverySettings {
  if (reference !== undefined) return policyBean(reference, scope)
  const policy = raw['redeliveryPolicy'] as Options | undefined
  return policy === undefined ? DEFAULT_SETTINGS : withOptions(DEFAULT_SETTINGS, redeliveryOptions(policy, scope))
}

function predicateBean(reference: string, scope: StepBuilder): Predicate {
  const bean = scope.bean(reference)
  if (typeof bean !== 'function') throw errors.KF_ROUTE_BEAN({ name: reference, reason: 'it is no predicate' })
  return exchange => {
    const value: unknown = bean(exchange)
    return value instanceof Promise ? value.then(isTrue) : isTrue(value)
  }
}

/** A send without reply: who waits for one gets what the route has made so far. */
function oneWay(send: Step): Step {
  return exchange => {
    const { pattern } = exchange
    exchange.pattern = 'InOnly'
    return runThen(send, exchange, () => {
      exchange.pattern = pattern
    })
  }
}
