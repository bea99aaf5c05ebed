import type { Exchange } from '../../core/exchange.ts'
import type { Step } from '../../core/step.ts'
import { Suspension } from '../../core/suspension.ts'

/**
 * Work in the middle of a step that may need a body which is still an unread stream: it waits for the body and does the work again,
 * so that the step itself does not run from its beginning. The work reads all that it needs before it changes anything.
 */
export function untilReady<T>(work: () => T | Promise<T>): T | Promise<T> {
  const again = (error: unknown): Promise<T> => {
    if (!(error instanceof Suspension)) throw error
    return error.ready().then(() => untilReady(work))
  }
  try {
    const result = work()
    return result instanceof Promise ? result.catch(again) : result
  } catch (error) {
    return again(error)
  }
}

/** Runs a step on an exchange that is not the one in hand. */
export function runReady(step: Step, exchange: Exchange): void | Promise<void> {
  return untilReady(() => step(exchange)) as void | Promise<void>
}
