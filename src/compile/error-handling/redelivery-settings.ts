import { errors } from '../../core/errors.ts'
import type { LogLevel } from '../../core/services.ts'
import { RedeliveryPolicyBean, redeliveryFields } from '../../kit/error-handler-fields.ts'
import { type BuildScope, type Built, buildFields, type Fields } from '../../kit/field.ts'

/** A redelivery policy: how often, when, and with what in the log a failed step is tried again. */
export interface RedeliverySettings {
  /** -1: for ever. */
  readonly maximumRedeliveries: number
  readonly redeliveryDelay: number
  readonly backOffMultiplier: number
  readonly useExponentialBackOff: boolean
  readonly collisionAvoidanceFactor: number
  readonly useCollisionAvoidance: boolean
  readonly maximumRedeliveryDelay: number
  readonly retriesExhaustedLogLevel: LogLevel
  readonly retryAttemptedLogLevel: LogLevel
  readonly retryAttemptedLogInterval: number
  readonly logRetryAttempted: boolean
  readonly logStackTrace: boolean
  readonly logRetryStackTrace: boolean
  readonly logHandled: boolean
  readonly logNewException: boolean
  readonly logContinued: boolean
  readonly logExhausted: boolean
  readonly delayPattern: string | undefined
  readonly allowRedeliveryWhileStopping: boolean
}

/** What holds where nothing is said: one attempt. */
export const DEFAULT_SETTINGS: RedeliverySettings = {
  maximumRedeliveries: 0,
  redeliveryDelay: 1000,
  backOffMultiplier: 2,
  useExponentialBackOff: false,
  collisionAvoidanceFactor: 0.15,
  useCollisionAvoidance: false,
  maximumRedeliveryDelay: 60_000,
  retriesExhaustedLogLevel: 'ERROR',
  retryAttemptedLogLevel: 'DEBUG',
  retryAttemptedLogInterval: 1,
  logRetryAttempted: true,
  logStackTrace: true,
  logRetryStackTrace: false,
  logHandled: false,
  logNewException: true,
  logContinued: false,
  logExhausted: true,
  delayPattern: undefined,
  allowRedeliveryWhileStopping: true,
}

/** The options of a policy that are written down; the others come from the policy below it. */
export type RedeliveryOptions = Partial<Built<ReturnType<typeof redeliveryFields>>>

/** Builds what is written down, without the defaults of what is not. */
export function redeliveryOptions(raw: Readonly<Record<string, unknown>>, scope: BuildScope): RedeliveryOptions {
  const fields: Fields = redeliveryFields()
  const said = Object.entries(fields).filter(([name]) => raw[name] !== undefined)
  return buildFields(Object.fromEntries(said), raw, scope) as RedeliveryOptions
}

/** The policy behind a reference. */
export function policyBean(reference: string, scope: Pick<BuildScope, 'bean'>): RedeliverySettings {
  const bean = scope.bean(reference)
  if (bean instanceof RedeliveryPolicyBean) return withOptions(DEFAULT_SETTINGS, bean.options)
  throw errors.KF_ROUTE_BEAN({ name: reference, reason: 'it is no redelivery policy' })
}

/** A policy with further options upon it. A delay above the longest raises that. */
export function withOptions(base: RedeliverySettings, options: RedeliveryOptions): RedeliverySettings {
  const said = Object.entries(options).filter(([name, value]) => value !== undefined && Object.hasOwn(base, name))
  const settings: RedeliverySettings = { ...base, ...Object.fromEntries(said) }
  const longest = options.maximumRedeliveryDelay ?? Math.max(base.maximumRedeliveryDelay, options.redeliveryDelay ?? 0)
  return {
    ...settings,
    maximumRedeliveries: options.disableRedelivery ? 0 : settings.maximumRedeliveries,
    maximumRedeliveryDelay: base.maximumRedeliveryDelay > 0 ? longest : settings.maximumRedeliveryDelay,
  }
}

/** The delay before an attempt, from the one before it (0 before the first); `counter` counts attempts from 1. */
export function delayBefore(settings: RedeliverySettings, previous: number, counter: number): number {
  if (settings.delayPattern !== undefined && settings.delayPattern.trim() !== '') return patternDelay(settings.delayPattern, counter)
  if (settings.redeliveryDelay <= 0) return 0
  const next = grown(settings, previous)
  const varied = settings.useCollisionAvoidance ? next + Math.trunc(next * variance(settings.collisionAvoidanceFactor)) : next
  return settings.maximumRedeliveryDelay > 0 ? Math.min(varied, settings.maximumRedeliveryDelay) : varied
}

function grown({ redeliveryDelay, useExponentialBackOff, backOffMultiplier }: RedeliverySettings, previous: number): number {
  if (previous === 0) return redeliveryDelay
  return useExponentialBackOff && backOffMultiplier > 1 ? Math.round(backOffMultiplier * previous) : previous
}

function variance(factor: number): number {
  return (Math.random() < 0.5 ? factor : -factor) * Math.random()
}

/** `0:1000;5:5000`: the delay of the last pair whose number is reached. */
function patternDelay(pattern: string, counter: number): number {
  let delay = 0
  for (const pair of pattern.split(';')) {
    const [from = '', milliseconds = ''] = pair.split(':')
    if (wholeNumber(from) > counter) break
    delay = wholeNumber(milliseconds)
  }
  return delay
}

function wholeNumber(text: string): number {
  if (!/^[+-]?\d+$/.test(text))
    throw errors.KF_RUN_ILLEGAL_ARGUMENT({ reason: `For input string: "${text}"` }, { type: 'java.lang.NumberFormatException' })
  return Number(text)
}
