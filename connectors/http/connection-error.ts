import { errors, isKafilaError, type KafilaError } from '../../src/core/errors.ts'
import type { Address } from './address.ts'

/** A failure of the connection as an error of the table, with the Java class by which routes know it. */
export function connectionError(error: Error, { origin, host }: Address): KafilaError {
  if (isKafilaError(error)) return error
  const code = codeOf(error)
  const options = { cause: error }
  if (code === 'ECONNREFUSED') return errors.KF_HTTP_UNREACHABLE({ address: origin, reason: 'Connection refused' }, options)
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return errors.KF_HTTP_CONNECTION(
      { reason: `${host}: Name or service not known` },
      { ...options, type: 'java.net.UnknownHostException' },
    )
  }
  if (code === 'EHOSTUNREACH' || code === 'ENETUNREACH') {
    return errors.KF_HTTP_CONNECTION({ reason: 'No route to host' }, { ...options, type: 'java.net.NoRouteToHostException' })
  }
  if (code === 'ETIMEDOUT') return errors.KF_HTTP_TIMEOUT({ what: 'Connect', address: origin }, options)
  if (code === 'ECONNRESET' && error.message === 'socket hang up') {
    const reason = `${origin.replace(/^https?:\/\//, '')} failed to respond`
    return errors.KF_HTTP_CONNECTION({ reason }, { ...options, type: 'org.apache.hc.core5.http.NoHttpResponseException' })
  }
  if (code?.startsWith('HPE_')) return errors.KF_HTTP_PROTOCOL({ reason: error.message }, options)
  if (code !== undefined && /CERT|SSL|TLS/.test(code)) {
    return errors.KF_HTTP_CONNECTION({ reason: error.message }, { ...options, type: 'javax.net.ssl.SSLException', retryable: false })
  }
  return errors.KF_HTTP_CONNECTION({ reason: code === 'ECONNRESET' ? 'Connection reset' : error.message }, options)
}

/** Node tries several addresses of a host and then throws an `AggregateError`, whose first failure tells the reason. */
function codeOf(error: Error): string | undefined {
  const first = error instanceof AggregateError ? error.errors[0] : error
  const code = (first as NodeJS.ErrnoException | undefined)?.code ?? (error as NodeJS.ErrnoException).code
  return typeof code === 'string' ? code : undefined
}
