import { errors } from '../core/errors.ts'
import type { Exchange } from '../core/exchange.ts'
import type { StepEmitter } from '../core/expression.ts'
import type { Step } from '../core/step.ts'

/** A function of the host application that works on exchanges, or an object with such a method; what it returns is only waited for. */
export type Processor = ((exchange: Exchange) => unknown) | { process(exchange: Exchange): unknown }

/** Whether a bean can work on exchanges. */
export function isProcessor(bean: unknown): bean is Processor {
  return typeof bean === 'function' || typeof (bean as { process?: unknown } | null | undefined)?.process === 'function'
}

/** The step that calls a processor bean. */
export function processorStep(bean: unknown): Step {
  if (!isProcessor(bean))
    throw errors.KF_RUN_ILLEGAL_ARGUMENT({ reason: 'the bean is no processor: neither a function nor an object with a method process' })
  const step: Step = typeof bean === 'function' ? exchange => settled(bean(exchange)) : exchange => settled(bean.process(exchange))
  const call = typeof bean === 'function' ? '(ex)' : '.process(ex)'
  const emit = (emitter: StepEmitter) => emitter.wait(`${emitter.constant(settled)}(${emitter.constant(bean)}${call})`)
  return Object.assign(step, { emit })
}

/** Waits for what a user's function returns where it is a promise, of whatever kind; its value is ignored. */
export function settled(result: unknown): void | Promise<void> {
  if (typeof (result as PromiseLike<unknown> | null | undefined)?.then !== 'function') return
  return result instanceof Promise ? (result as Promise<void>) : Promise.resolve(result as PromiseLike<void>)
}
