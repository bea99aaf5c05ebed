import { exceptionMessage } from '../../core/exceptions.ts'
import type { Exchange } from '../../core/exchange.ts'
import { andThen, type MaybePromise, type Step } from '../../core/step.ts'
import { isProcessor, processorStep } from '../../kit/processor.ts'
import type { StepBuilder } from '../route-builder.ts'
import { runStep } from '../run-step.ts'

/** The step behind a reference that Camel ignores where there is no such bean; that is then said in the log. */
export function optionalHook(reference: string | undefined, scope: StepBuilder): Step | undefined {
  if (reference === undefined) return undefined
  const name = reference.replace(/^#(bean:)?/, '')
  const bean = name.startsWith('class:') ? scope.bean(reference) : scope.services.bean(name)
  if (isProcessor(bean)) return processorStep(bean)
  scope.services.log.write({
    level: 'WARN',
    logger: scope.routeId,
    message: `the hook ${reference} of an error handler is ignored: there is no such bean that works on exchanges`,
  })
  return undefined
}

/** Calls a hook; its failure is the result. */
export function failureOf(hook: Step | undefined, exchange: Exchange): MaybePromise<unknown> {
  if (hook === undefined) return undefined
  try {
    return runStep(hook, exchange)?.then(
      () => undefined,
      (error: unknown) => error,
    )
  } catch (error) {
    return error
  }
}

/** Calls a hook whose own failure must not hide the one that it is told of: it is only logged. */
export function callIgnoring(hook: Step | undefined, exchange: Exchange, logger: string): void | Promise<void> {
  if (hook === undefined) return
  return andThen(failureOf(hook, exchange), error => {
    if (error === undefined) return
    const message = `Error during processing OnExceptionOccurred. This exception is ignored. ${exceptionMessage(error)}`
    exchange.services.log.write({ level: 'WARN', logger, message, error })
  })
}
