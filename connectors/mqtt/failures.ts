import { errors, isKafilaError, type KafilaError } from '../../src/core/errors.ts'
import type { MqttSettings } from './settings.ts'

/** Reason codes of CONNACK that credentials are to blame for: of MQTT 3 and of MQTT 5. */
const AUTH: ReadonlySet<number> = new Set([4, 5, 134, 135, 138, 140])
/** Reason codes of CONNACK that come again whenever it is tried: version, client id, form. */
const SETUP: ReadonlySet<number> = new Set([1, 2, 129, 130, 132, 133, 144, 149, 153, 154, 155])
/** Reason codes of PUBACK and PUBREC with which the broker refuses this one message. */
const REJECTED: ReadonlySet<number> = new Set([135, 144, 149, 153, 154, 155])
/** Reason codes of SUBACK that come again whenever it is tried. */
const NO_SUBSCRIPTION: ReadonlySet<number> = new Set([143, 158, 161, 162])

/** The settings as far as failures show them. */
export type FailureContext = Pick<MqttSettings, 'what' | 'exception'>

/** Why a connection could not be opened, or was lost. */
export function connectFailure(error: unknown, { what, exception: type }: FailureContext): KafilaError {
  if (isKafilaError(error)) return error
  const options = { cause: error, type }
  const code = codeOf(error)
  if (typeof code === 'number' && AUTH.has(code)) return errors.KF_CONN_AUTH({ what, reason: textOf(error) }, options)
  if (typeof code === 'number' && SETUP.has(code)) return errors.KF_CONN_SETUP({ what, reason: textOf(error) }, options)
  if (typeof code === 'string')
    return errors.KF_CONN_UNREACHABLE({ connector: 'mqtt', address: what.slice(5), reason: textOf(error) }, options)
  return failed(error, { what, exception: type })
}

/** Why a message was not taken. */
export function publishFailure(error: unknown, { what, exception: type }: FailureContext): KafilaError {
  const code = codeOf(error)
  if (typeof code === 'number' && REJECTED.has(code))
    return errors.KF_CONN_REJECTED({ what, reason: textOf(error) }, { cause: error, type })
  return failed(error, { what, exception: type })
}

/** Why a subscription does not stand. */
export function subscribeFailure(error: unknown, code: number | undefined, topic: string, context: FailureContext): KafilaError {
  const { what, exception: type } = context
  const reason = `the subscription to ${topic} is refused: ${textOf(error)}`
  const options = { cause: error, type }
  if (code === 135) return errors.KF_CONN_AUTH({ what, reason }, options)
  if (code !== undefined ? NO_SUBSCRIPTION.has(code) : textOf(error).startsWith('Invalid topic')) {
    return errors.KF_CONN_SETUP({ what, reason }, options)
  }
  return errors.KF_CONN_FAILED({ connector: what, reason }, options)
}

function failed(error: unknown, { what, exception: type }: FailureContext): KafilaError {
  return errors.KF_CONN_FAILED({ connector: what, reason: textOf(error) }, { cause: error, type })
}

function codeOf(error: unknown): unknown {
  const first = error instanceof AggregateError ? error.errors[0] : error
  return (first as { code?: unknown } | undefined)?.code
}

function textOf(error: unknown): string {
  const first = error instanceof AggregateError ? error.errors[0] : error
  return first instanceof Error ? first.message : String(first)
}
