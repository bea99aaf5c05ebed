import { errors } from '../../src/core/errors.ts'

/** Waits for work, but not longer than until the signal fires: then it rejects, and the work ends unheeded. */
export function unlessAborted<T>(work: Promise<T>, signal: AbortSignal, what: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(errors.KF_CONN_CLOSED({ what }))
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}
