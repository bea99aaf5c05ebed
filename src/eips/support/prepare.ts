import type { Exchange } from '../../core/exchange.ts'
import { Suspension } from '../../core/suspension.ts'
import { bean } from '../../kit/field.ts'
import { processorStep } from '../../kit/processor.ts'
import { setFailure } from './exchanges.ts'

/** `onPrepare`: a processor for each copy, before it is sent. */
export const onPrepareField = bean({
  describe: 'Processor that works on each copy before it is sent: a bean that is a function of the exchange, or has a method process.',
})

/** Works on a copy; gives it back, now or when it is ready. A failure becomes the copy's, which then runs no steps. */
export type Prepare = (copy: Exchange) => Exchange | Promise<Exchange>

/** What `onPrepare` does to a copy; `undefined` where there is none. */
export function preparation(given: unknown): Prepare | undefined {
  if (given === undefined) return undefined
  const processor = processorStep(given)
  const prepare = (copy: Exchange): Exchange | Promise<Exchange> => {
    const failed = (error: unknown) => {
      if (error instanceof Suspension) return error.ready().then(() => prepare(copy))
      setFailure(copy, error)
      return copy
    }
    try {
      const waiting = processor(copy)
      return waiting === undefined ? copy : waiting.then(() => copy, failed)
    } catch (error) {
      return failed(error)
    }
  }
  return prepare
}

/** Prepares all copies, in their order, before the first is sent. */
export function prepareAll(copies: Exchange[], prepare: Prepare | undefined): Exchange[] | Promise<Exchange[]> {
  if (prepare === undefined) return copies
  const ready = copies.map(prepare)
  return ready.some(each => each instanceof Promise) ? Promise.all(ready) : (ready as Exchange[])
}
