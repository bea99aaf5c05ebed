import { errors } from '../../src/core/errors.ts'
import { exceptionMessage, exceptionType } from '../../src/core/exceptions.ts'
import type { ConnectorContext, Sink } from '../../src/kit/index.ts'
import { onlySagaService, sagaOf } from '../../src/kit/saga.ts'

/** Ends the saga of the exchange. Any failure of the saga is the cause of a CompletionException. */
export function openSagaSink(action: 'COMPLETE' | 'COMPENSATE', { services }: ConnectorContext): Sink {
  const service = onlySagaService(services)
  const end = async (id: string) => {
    const saga = await service.getSaga(id)
    if (saga === undefined) throw errors.KF_RUN_ILLEGAL_STATE({ reason: `No coordinator found for saga id ${id}` })
    await (action === 'COMPLETE' ? saga.complete() : saga.compensate())
  }
  return {
    send(exchange) {
      const id = sagaOf(exchange)
      if (id === undefined)
        throw errors.KF_RUN_ILLEGAL_STATE({
          reason: `Current exchange is not bound to a saga context: cannot ${action.toLowerCase()}`,
        })
      return end(id).catch(error => {
        throw completionFailure(error)
      })
    },
    close() {},
  }
}

const COMPLETION_EXCEPTION = 'java.util.concurrent.CompletionException'

function completionFailure(cause: unknown): unknown {
  if (exceptionType(cause) === COMPLETION_EXCEPTION) return cause
  return errors.KF_RUN_EXCHANGE({ reason: `${exceptionType(cause)}: ${exceptionMessage(cause)}` }, { type: COMPLETION_EXCEPTION, cause })
}
