import type { Exchange } from '../core/exchange.ts'
import type { Step } from '../core/step.ts'
import { Suspension } from '../core/suspension.ts'

/** Runs a step outside a pipeline, again where it had to wait for its body. Throws, or rejects, as the step does. */
export function runStep(step: Step, exchange: Exchange): void | Promise<void> {
  try {
    const waiting = step(exchange)
    return waiting === undefined ? undefined : waiting.catch(error => resume(step, exchange, error))
  } catch (error) {
    return resume(step, exchange, error)
  }
}

function resume(step: Step, exchange: Exchange, error: unknown): Promise<void> {
  if (!(error instanceof Suspension)) throw error
  return error.ready().then(() => runStep(step, exchange))
}
