import { errors, isKafilaError, type KafilaError } from '../../src/core/errors.ts'

const MESSAGING = 'jakarta.mail.MessagingException'

/** What the clients tell of a failure. */
interface ClientError extends Error {
  readonly code?: string
  readonly responseCode?: number
  readonly response?: unknown
  readonly responseText?: string
  readonly authenticationFailed?: boolean
  readonly serverResponseCode?: string
  readonly rejectedErrors?: readonly ClientError[]
  readonly recipient?: string
}

/** Failures of imapflow and of sockets that are over when there is another connection. */
const CONNECTION =
  /^(NoConnection|EConnectionClosed|StateLogout|ClosedAfterConnect|CONNECT_TIMEOUT|GREETING_TIMEOUT|UPGRADE_TIMEOUT|ETIMEOUT|E[A-Z]+|ERR_|CERT_|.*_CERT|UNABLE_TO)/

/** A failure of a mailbox's client (IMAP or POP3) as an error of the table. */
export function mailboxError(error: unknown, what: string): KafilaError {
  if (isKafilaError(error)) return error
  const cause = error as ClientError
  const reason = cause.responseText ?? cause.message
  if (cause.authenticationFailed && !/^(UNAVAILABLE|INUSE|SERVERBUG|LIMIT)$/i.test(cause.serverResponseCode ?? ''))
    return errors.KF_CONN_AUTH({ what, reason }, { cause, type: 'jakarta.mail.AuthenticationFailedException' })
  if (CONNECTION.test(cause.code ?? '')) {
    const [connector, address] = what.split(' ') as [string, string]
    return errors.KF_CONN_UNREACHABLE({ connector, address, reason }, { cause, type: MESSAGING })
  }
  return errors.KF_CONN_FAILED({ connector: what, reason }, { cause, type: MESSAGING })
}

/** A failure of the SMTP client: 5xx is for good (KF_CONN_REJECTED), 4xx and lost connections may pass, refused credentials are fatal. */
export function smtpError(error: unknown, what: string): KafilaError {
  if (isKafilaError(error)) return error
  const cause = error as ClientError
  const { code = '', responseCode = 0, message: reason } = cause
  if (/^E(AUTH|NOAUTH|OAUTH2)$/.test(code) && (responseCode === 0 || responseCode >= 500))
    return errors.KF_CONN_AUTH({ what, reason }, { cause, type: 'jakarta.mail.AuthenticationFailedException' })
  const isForGood = responseCode >= 500 && responseCode !== 503 && responseCode !== 521
  if (isForGood && code !== 'EPROTOCOL')
    return errors.KF_CONN_REJECTED({ what, reason: `${reason}${namesOf(cause.rejectedErrors)}` }, { cause, type: typeOf(code) })
  if (responseCode > 0)
    return errors.KF_CONN_FAILED({ connector: what, reason: `${reason}${namesOf(cause.rejectedErrors)}` }, { cause, type: typeOf(code) })
  if (code === 'EENVELOPE' || code === 'EMESSAGE' || code === 'ECONFIG')
    return errors.KF_CONN_REJECTED({ what, reason }, { cause, type: typeOf(code) })
  const [connector, address] = what.split(' ') as [string, string]
  return errors.KF_CONN_UNREACHABLE({ connector, address, reason }, { cause, type: 'org.eclipse.angus.mail.util.MailConnectException' })
}

/**
 * Some recipients were refused, the others have the mail. Not tried again where that cannot help: those who have it would get it twice.
 */
export function partlyRefused(rejectedErrors: readonly Error[], what: string): KafilaError {
  const refusals = rejectedErrors as readonly ClientError[]
  const reason = `the other recipients have it${namesOf(refusals)}`
  return errors.KF_CONN_REJECTED({ what, reason }, { cause: refusals[0], type: 'jakarta.mail.SendFailedException' })
}

function namesOf(refusals: readonly ClientError[] | undefined): string {
  if (refusals === undefined || refusals.length === 0) return ''
  return `; refused for ${refusals.map(({ recipient, response }) => `${recipient} (${response})`).join(', ')}`
}

function typeOf(code: string): string {
  return code === 'EENVELOPE' ? 'jakarta.mail.SendFailedException' : MESSAGING
}
