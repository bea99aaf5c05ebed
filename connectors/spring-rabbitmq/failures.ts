import { errors, isKafilaError, type KafilaError } from '../../src/core/errors.ts'

const IO = 'org.springframework.amqp.AmqpIOException'
const CONNECT = 'org.springframework.amqp.AmqpConnectException'
const AUTH = 'org.springframework.amqp.AmqpAuthenticationException'

/** Why a connection does not stand, is lost, or a declaration is refused. Reply codes are those of AMQP. */
export function amqpFailure(error: unknown, what: string): KafilaError {
  if (isKafilaError(error)) return error
  const first = error instanceof AggregateError ? error.errors[0] : error
  const reason = first instanceof Error ? first.message : String(first)
  const code = codeOf(first, reason)
  const cause = { cause: error }
  if (code === 403) return errors.KF_CONN_AUTH({ what, reason }, { ...cause, type: AUTH })
  if (code === 406 || code === 530 || code === 540) return errors.KF_CONN_SETUP({ what, reason }, { ...cause, type: IO })
  if (typeof code === 'string') {
    return errors.KF_CONN_UNREACHABLE(
      { connector: 'rabbitmq', address: what.replace('rabbitmq ', ''), reason },
      { ...cause, type: CONNECT },
    )
  }
  return errors.KF_CONN_FAILED({ connector: what, reason }, { ...cause, type: IO })
}

/** A code of AMQP (403), or of the operating system (`ECONNREFUSED`). */
function codeOf(error: unknown, reason: string): number | string | undefined {
  const { code } = (error ?? {}) as { code?: number | string }
  if (code !== undefined && code !== null) return code
  const found = /\b(403|404|405|406|530|540)\b/.exec(reason)
  return found === null ? undefined : Number(found[1])
}

/** The connection or channel is gone. */
export function connectionLost(what: string, cause?: unknown): KafilaError {
  return cause === undefined ? errors.KF_CONN_LOST({ what }, { type: IO }) : amqpFailure(cause, what)
}
