import { errors } from '../../core/errors.ts'
import type { Predicate } from '../../core/expression.ts'
import type { Step } from '../../core/step.ts'
import { exceptionNamed } from '../../kit/exception-names.ts'
import { buildFields, type StepModel } from '../../kit/field.ts'
import { onException } from '../../model/elements/error-handling.ts'
import type { Options } from '../../model/route.ts'
import type { StepBuilder } from '../route-builder.ts'
import type { FailureSteps } from './failure-processor.ts'
import { optionalHook } from './hooks.ts'
import { policyBean, type RedeliveryOptions, type RedeliverySettings, redeliveryOptions, withOptions } from './redelivery-settings.ts'

/** An onException, compiled for one route. */
export interface ExceptionClause {
  readonly types: readonly string[]
  readonly onWhen: Predicate | undefined
  readonly handled: Predicate | undefined
  readonly continued: Predicate | undefined
  readonly retryWhile: Predicate | undefined
  /** The policy for a failure that this clause takes, from the one in force. */
  settings(current: RedeliverySettings): RedeliverySettings
  /** Whether it can make a step run again. */
  readonly redelivers: boolean
  readonly steps: FailureSteps | undefined
  readonly onRedelivery: Step | undefined
  readonly onExceptionOccurred: Step | undefined
  readonly useOriginalMessage: boolean
  readonly useOriginalBody: boolean
}

/** Compiles an onException; `scope` builds its steps, which run without error handler. */
export function compileClause(raw: Options, scope: StepBuilder): ExceptionClause {
  const { steps: _steps, ...fields } = onException().fields
  const options = buildFields(fields, raw, scope)
  if (options.exception.length === 0) throw errors.KF_ROUTE_MISSING({ what: 'onException', option: 'exception' })
  if (options.handled !== undefined && options.continued !== undefined) throw conflict('handled', 'continued')
  if (options.useOriginalMessage && options.useOriginalBody) throw conflict('useOriginalMessage', 'useOriginalBody')
  if (!hasSomething(raw)) throw errors.KF_ROUTE_INVALID({ what: 'onException', reason: 'it says nothing about what is to be done' })
  if (options.useOriginalMessage) scope.services.originals.kept = true
  const hasSteps = ((raw['steps'] as readonly unknown[] | undefined)?.length ?? 0) > 0
  return {
    types: options.exception.map(name => exceptionNamed(name, scope)),
    onWhen: options.onWhen,
    handled: options.handled,
    continued: options.continued,
    retryWhile: options.retryWhile,
    ...policyOf(raw, options.redeliveryPolicyRef, hasSteps, scope),
    steps: hasSteps ? scope.block(raw['steps'] as readonly StepModel[]) : undefined,
    onRedelivery: optionalHook(options.onRedeliveryRef, scope),
    onExceptionOccurred: optionalHook(options.onExceptionOccurredRef, scope),
    useOriginalMessage: options.useOriginalMessage,
    useOriginalBody: options.useOriginalBody,
  }
}

const SAID = [
  'handled',
  'continued',
  'retryWhile',
  'redeliveryPolicy',
  'redeliveryPolicyRef',
  'useOriginalMessage',
  'useOriginalBody',
  'onRedeliveryRef',
  'onExceptionOccurredRef',
]

function hasSomething(raw: Options): boolean {
  return ((raw['steps'] as readonly unknown[] | undefined)?.length ?? 0) > 0 || SAID.some(name => raw[name] !== undefined)
}

function conflict(one: string, other: string): Error {
  return errors.KF_ROUTE_INVALID({ what: 'onException', reason: `${one} and ${other} exclude each other` })
}

type Policy = Pick<ExceptionClause, 'settings' | 'redelivers'>

/** Without a policy of its own a clause takes that of the error handler, but one with steps does not redeliver then. */
function policyOf(raw: Readonly<Record<string, unknown>>, reference: string | undefined, hasSteps: boolean, scope: StepBuilder): Policy {
  const retries = raw['retryWhile'] !== undefined
  if (reference !== undefined) {
    const settings = policyBean(reference, scope)
    return { settings: () => settings, redelivers: retries || settings.maximumRedeliveries !== 0 }
  }
  if (raw['redeliveryPolicy'] !== undefined) {
    const options: RedeliveryOptions = redeliveryOptions(raw['redeliveryPolicy'] as Readonly<Record<string, unknown>>, scope)
    return { settings: current => withOptions(current, options), redelivers: retries || (options.maximumRedeliveries ?? 0) !== 0 }
  }
  return { settings: current => (hasSteps ? { ...current, maximumRedeliveries: 0 } : current), redelivers: retries }
}
