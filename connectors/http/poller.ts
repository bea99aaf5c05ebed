import { errors } from '../../src/core/errors.ts'
import { exceptionMessage, exceptionType } from '../../src/core/exceptions.ts'
import type { ConnectorContext, EndpointAddress, PolledSource, Sink } from '../../src/kit/index.ts'
import { type HttpOptions, openHttpSink } from './sink.ts'

/** GETs the address of the endpoint whenever it is polled; a time-out that is given is how long an answer may take. */
export function openHttpPoller(options: HttpOptions, context: ConnectorContext, address: EndpointAddress): PolledSource {
  const asked = { ...options, httpMethod: 'GET' as const, throwExceptionOnFailure: false, copyHeaders: false }
  let sink: { readonly timeoutMs: number; readonly sink: Sink } | undefined
  const sinkFor = (timeoutMs: number): Sink => {
    // polls of one endpoint have one time-out, as a rule
    if (sink?.timeoutMs !== timeoutMs) {
      const limited = timeoutMs > 0 ? { ...asked, responseTimeout: timeoutMs } : asked
      sink = { timeoutMs, sink: openHttpSink(limited, context, address) }
    }
    return sink.sink
  }
  return {
    async receive(timeoutMs) {
      const exchange = context.exchange(null)
      try {
        await sinkFor(timeoutMs).send(exchange)
        exchange.removeProperty('CamelCharsetName')
      } catch (cause) {
        const reason = `${exceptionType(cause)}: ${exceptionMessage(cause)}`
        throw errors.KF_RUN_EXCHANGE({ reason }, { cause, type: 'org.apache.camel.RuntimeCamelException' })
      }
      return exchange
    },
    close() {},
  }
}
