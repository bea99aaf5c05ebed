import { errors, type KafilaError } from '../../core/errors.ts'

interface StatusBody {
  readonly code?: number
  readonly reason?: string
  readonly message?: string
  readonly details?: {
    readonly retryAfterSeconds?: number
    readonly causes?: readonly { readonly field?: string; readonly reason?: string; readonly message?: string }[]
  }
}

/** What the API server says of a refused request, as an error; `body` is its Status object, where there is one. */
export function statusError(body: unknown, request: string, httpCode?: number, retryAfter?: string): KafilaError {
  const { code = httpCode ?? 0, reason = '', message = '', details } = (typeof body === 'object' && body !== null ? body : {}) as StatusBody
  const seconds = retryAfter === undefined ? details?.retryAfterSeconds : Number(retryAfter)
  const waits = seconds !== undefined && Number.isFinite(seconds)
  return errors.KF_KUBE_STATUS(
    {
      code,
      reason,
      message,
      request,
      ...(waits && { retryAfterMs: Math.min(60, Math.max(0, seconds)) * 1000 }),
      ...(details?.causes && { causes: details.causes }),
    },
    { retryable: code === 409 || code === 429 || code >= 500 },
  )
}
