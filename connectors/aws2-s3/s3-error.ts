import type { S3ServiceException } from '@aws-sdk/client-s3'
import { errors, isKafilaError, type KafilaError } from '../../src/core/errors.ts'

const MODEL = 'software.amazon.awssdk.services.s3.model'
const SDK_CLIENT = 'software.amazon.awssdk.core.exception.SdkClientException'

/** The subclasses of S3Exception that Java's client throws. */
const CLASSES: ReadonlySet<string> = new Set([
  'BucketAlreadyExists',
  'BucketAlreadyOwnedByYou',
  'InvalidObjectState',
  'NoSuchBucket',
  'NoSuchKey',
  'NoSuchUpload',
  'ObjectAlreadyInActiveTierError',
  'ObjectNotInActiveTierError',
])

/** Nothing will succeed with these credentials; versitygw has a name of its own for an unknown user. */
const AUTH: ReadonlySet<string> = new Set([
  'AccessDenied',
  'AccountProblem',
  'AllAccessDisabled',
  'CredentialsProviderError',
  'ExpiredToken',
  'InvalidAccessKeyId',
  'InvalidSecurity',
  'InvalidToken',
  'NotSignedUp',
  'SignatureDoesNotMatch',
  'XAdminUserNotFound',
])

/** Another attempt may succeed, although the status says otherwise. */
const PASSING: ReadonlySet<string> = new Set([
  'BadDigest',
  'ConditionalRequestConflict',
  'IncompleteBody',
  'OperationAborted',
  'RequestTimeout',
])

const UNREACHABLE = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EPIPE|ECONNRESET|ECONNABORTED|ETIMEDOUT)$/

/** What the client throws: an answer of the service, or an error of Node. */
type Failure = Partial<S3ServiceException> & Partial<NodeJS.ErrnoException>

/** A failure of the client as an error of the table: what may pass is `retryable`, wrong credentials are `fatal`. `what` was asked for. */
export function s3Error(error: unknown, what = 'aws2-s3'): KafilaError {
  if (isKafilaError(error)) return error
  const failure = error as Failure
  const status = failure.$metadata?.httpStatusCode
  if (AUTH.has(failure.name ?? '')) return errors.KF_CONN_AUTH({ what, reason: reasonOf(failure) }, { cause: error, type: typeOf(failure) })
  return status === undefined ? connectionError(failure, what) : answerError(failure, status, what)
}

/** Whether the service itself is away, and not only this request failed. */
export function isAway(error: unknown): boolean {
  return isKafilaError(error) && (error.code === 'KF_CONN_UNREACHABLE' || error.code === 'KF_CONN_TIMEOUT')
}

/** Waits for an answer of the service and wraps its failure. */
export async function answered<T>(answer: Promise<T>, what?: string): Promise<T> {
  try {
    return await answer
  } catch (error) {
    throw s3Error(error, what)
  }
}

function connectionError(failure: Failure, what: string): KafilaError {
  const options = { cause: failure, type: SDK_CLIENT }
  const message = firstMessage(failure)
  if (failure.name === 'AbortError') return errors.KF_CONN_CLOSED({ what }, { cause: failure })
  if (failure.name === 'TimeoutError') return errors.KF_CONN_UNREACHABLE({ connector: 'aws2-s3', address: what, reason: message }, options)
  if (UNREACHABLE.test(failure.code ?? '') || message === 'aborted')
    return errors.KF_CONN_UNREACHABLE({ connector: 'aws2-s3', address: what, reason: message }, options)
  return errors.KF_CONN_FAILED({ connector: 'aws2-s3', reason: `${what}: ${message}` }, options)
}

/** Node tries several addresses of a host and then throws an `AggregateError` without a message. */
function firstMessage(failure: Failure): string {
  const [first] = (failure as { errors?: Error[] }).errors ?? []
  return failure.message || first?.message || failure.code || 'it failed'
}

function answerError(failure: Partial<S3ServiceException>, status: number, what: string): KafilaError {
  const options = { cause: failure, type: typeOf(failure) }
  const reason = reasonOf(failure)
  if (status === 412) return errors.KF_CONN_REJECTED({ what, reason }, options)
  if (status === 400 && !PASSING.has(failure.name ?? '')) return errors.KF_CONN_REJECTED({ what, reason }, options)
  const retryable = status === 429 || (status >= 500 && status !== 501) || PASSING.has(failure.name ?? '')
  return errors.KF_CONN_FAILED({ connector: 'aws2-s3', reason: `${what}: ${reason}` }, { ...options, retryable })
}

function typeOf({ name = '', $metadata }: Partial<S3ServiceException>): string {
  if ($metadata?.httpStatusCode === undefined) return SDK_CLIENT
  return CLASSES.has(name) ? `${MODEL}.${name}Exception` : `${MODEL}.S3Exception`
}

function reasonOf({ name, message, $metadata }: Partial<S3ServiceException>): string {
  const status = $metadata?.httpStatusCode
  const text = message === undefined || message === 'UnknownError' ? '' : `${message} `
  return `${text}(${[name, status].filter(each => each !== undefined && each !== 'Unknown').join(', ')})`
}

/** The code of a failure that the service has answered with. */
export function s3Name(error: unknown): string | undefined {
  return (error as { name?: string } | undefined)?.name
}

/** The status of a failure that the service has answered with: HEAD has no code. Looks at what an error of the table stands for, too. */
export function s3Status(error: unknown): number | undefined {
  const failure = isKafilaError(error) ? error.cause : error
  return (failure as Partial<S3ServiceException> | undefined)?.$metadata?.httpStatusCode
}
