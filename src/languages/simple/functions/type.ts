import type { Exchange } from '../../../core/exchange.ts'
import { Call, type Code } from '../code.ts'
import { nameFrom } from '../evaluate.ts'
import { executionFailure, failure } from '../failure.ts'
import { JavaClass, resolveClass } from '../java-types.ts'
import type { Place } from './call.ts'

/** Constants of Java classes that routes name; their values are text, as in Camel. */
const CONSTANTS: Readonly<Record<string, string>> = {
  'java.lang.Integer.MAX_VALUE': '2147483647',
  'java.lang.Integer.MIN_VALUE': '-2147483648',
  'java.lang.Long.MAX_VALUE': '9223372036854775807',
  'java.lang.Long.MIN_VALUE': '-9223372036854775808',
  'java.lang.Double.MAX_VALUE': '1.7976931348623157E308',
  'java.io.File.separator': '/',
  'java.io.File.pathSeparator': ':',
  'java.lang.Boolean.TRUE': 'true',
  'java.lang.Boolean.FALSE': 'false',
}

const ENUMS: Readonly<Record<string, readonly string[]>> = {
  'org.apache.camel.ExchangePattern': ['InOnly', 'InOut'],
  'org.apache.camel.LoggingLevel': ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'OFF'],
  'java.util.concurrent.TimeUnit': ['NANOSECONDS', 'MICROSECONDS', 'MILLISECONDS', 'SECONDS', 'MINUTES', 'HOURS', 'DAYS'],
}

/** The names of headers and properties that `org.apache.camel.Exchange` has as constants. */
const EXCHANGE_CONSTANTS: Readonly<Record<string, string>> = {
  FILE_NAME: 'CamelFileName',
  FILE_NAME_ONLY: 'CamelFileNameOnly',
  FILE_LENGTH: 'CamelFileLength',
  FILE_LAST_MODIFIED: 'CamelFileLastModified',
  FILE_PATH: 'CamelFilePath',
  CONTENT_TYPE: 'Content-Type',
  CONTENT_ENCODING: 'Content-Encoding',
  CONTENT_LENGTH: 'Content-Length',
  CHARSET_NAME: 'CamelCharsetName',
  CORRELATION_ID: 'CamelCorrelationId',
  EXCEPTION_CAUGHT: 'CamelExceptionCaught',
  FAILURE_ENDPOINT: 'CamelFailureEndpoint',
  FAILURE_ROUTE_ID: 'CamelFailureRouteId',
  HTTP_METHOD: 'CamelHttpMethod',
  HTTP_PATH: 'CamelHttpPath',
  HTTP_QUERY: 'CamelHttpQuery',
  HTTP_RESPONSE_CODE: 'CamelHttpResponseCode',
  HTTP_URI: 'CamelHttpUri',
  LOOP_INDEX: 'CamelLoopIndex',
  LOOP_SIZE: 'CamelLoopSize',
  REDELIVERED: 'CamelRedelivered',
  REDELIVERY_COUNTER: 'CamelRedeliveryCounter',
  SPLIT_COMPLETE: 'CamelSplitComplete',
  SPLIT_INDEX: 'CamelSplitIndex',
  SPLIT_SIZE: 'CamelSplitSize',
  TO_ENDPOINT: 'CamelToEndpoint',
  AGGREGATED_SIZE: 'CamelAggregatedSize',
  TIMER_COUNTER: 'CamelTimerCounter',
  TIMER_NAME: 'CamelTimerName',
}

/** `type:` of a class, a constant or a word of an enum. */
export function typeFunction(name: string, place: Place): Code {
  const text = place.compiler.argument(name)
  return new Call(exchange => typeNamed(nameFrom(text.run(exchange), exchange), exchange))
}

function typeNamed(name: string, exchange: Exchange): unknown {
  const type = resolveClass(name)
  if (type !== undefined) return new JavaClass(type)
  const dot = name.lastIndexOf('.')
  const owner = dot < 0 ? undefined : resolveClass(name.slice(0, dot))
  const found = owner === undefined ? undefined : member(owner, name.slice(dot + 1), exchange)
  if (found === undefined) throw executionFailure(exchange, failure('ClassNotFound', `Cannot find type: ${name}`))
  return found
}

function member(owner: string, name: string, exchange: Exchange): string | undefined {
  const words = ENUMS[owner]
  if (words !== undefined) {
    const word = words.find(each => each.toLowerCase() === name.toLowerCase())
    if (word === undefined) throw executionFailure(exchange, failure('ClassNotFound', `Cannot find enum: ${name} on type: class ${owner}`))
    return word
  }
  return owner === 'org.apache.camel.Exchange' ? EXCHANGE_CONSTANTS[name] : CONSTANTS[`${owner}.${name}`]
}
