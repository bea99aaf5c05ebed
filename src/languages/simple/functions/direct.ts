import { hostname } from 'node:os'
import { causeChain, exceptionMessage, exceptionType } from '../../../core/exceptions.ts'
import type { Exchange } from '../../../core/exchange.ts'
import { threadNameOf } from '../../../core/thread-name.ts'
import { Call, type Code, Constant } from '../code.ts'
import { failure } from '../failure.ts'
import type { Place } from './call.ts'
import { exceptionOf } from './exception.ts'
import { logText } from './log-text.ts'
import { PLAIN } from './plain.ts'

function stackTrace(exchange: Exchange): string {
  const error = exceptionOf(exchange)
  if (error === null)
    throw failure('NullPointer', 'Cannot invoke "java.lang.Throwable.printStackTrace(java.io.PrintWriter)" because "e" is null')
  return causeChain(error)
    .map((each, i) => `${i === 0 ? '' : 'Caused by: '}${traceOf(each)}`)
    .join('\n')
}

function traceOf(error: unknown): string {
  const head = `${exceptionType(error)}: ${exceptionMessage(error)}`
  const frames = error instanceof Error ? (error.stack ?? '').split('\n').filter(line => /^\s+at /.test(line)) : []
  return [head, ...frames.map(frame => `\t${frame.trim()}`)].join('\n')
}

const call = (evaluate: (exchange: Exchange) => unknown) => (): Code => new Call(evaluate)

/** Functions without any argument, by their whole text. */
export const DIRECT: Readonly<Record<string, (place: Place) => Code>> = {
  ...PLAIN,
  messageTimestamp: call(messageTimestamp),
  logExchange: call(logText),
  exception: call(exceptionOf),
  'exception.message': call(exchange => {
    const error = exceptionOf(exchange)
    return error === null ? null : exceptionMessage(error)
  }),
  'exception.stacktrace': call(stackTrace),
  threadId: call(() => process.pid),
  threadName: call(threadNameOf),
  hostname: () => new Constant(hostname()),
}

/** The time that the message itself tells (a header of its source), 0 where it tells none. */
function messageTimestamp(exchange: Exchange): unknown {
  return exchange.header('CamelMessageTimestamp') ?? 0
}
