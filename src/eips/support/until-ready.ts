import type { Exchange } from '../../core/exchange.ts'
import type { Step } from '../../core/step.ts'
import { untilReady } from '../../core/suspension.ts'

export { untilReady }

/** Runs a step on an exchange that is not the one in hand. */
export function runReady(step: Step, exchange: Exchange): void | Promise<void> {
  return untilReady(() => step(exchange)) as void | Promise<void>
}
