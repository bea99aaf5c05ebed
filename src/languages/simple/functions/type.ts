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
  'java.lang.Integer.SIZE': '32',
  'java.lang.Integer.BYTES': '4',
  'java.lang.Long.SIZE': '64',
  'java.lang.Long.BYTES': '8',
  'java.lang.Short.MAX_VALUE': '32767',
  'java.lang.Short.MIN_VALUE': '-32768',
  'java.lang.Byte.MAX_VALUE': '127',
  'java.lang.Byte.MIN_VALUE': '-128',
  'java.lang.Float.MAX_VALUE': '3.4028235E38',
  'java.lang.Double.MAX_VALUE': '1.7976931348623157E308',
  'java.lang.Double.MIN_VALUE': '4.9E-324',
  'java.lang.Double.NaN': 'NaN',
  'java.lang.Double.POSITIVE_INFINITY': 'Infinity',
  'java.lang.Double.NEGATIVE_INFINITY': '-Infinity',
  'java.lang.Math.PI': '3.141592653589793',
  'java.lang.Math.E': '2.718281828459045',
  'java.math.BigDecimal.ZERO': '0',
  'java.math.BigDecimal.ONE': '1',
  'java.math.BigDecimal.TEN': '10',
  'java.math.BigInteger.ZERO': '0',
  'java.math.BigInteger.ONE': '1',
  'java.math.BigInteger.TEN': '10',
  'java.nio.charset.StandardCharsets.UTF_8': 'UTF-8',
  'java.nio.charset.StandardCharsets.UTF_16': 'UTF-16',
  'java.nio.charset.StandardCharsets.ISO_8859_1': 'ISO-8859-1',
  'java.nio.charset.StandardCharsets.US_ASCII': 'US-ASCII',
  'java.util.Locale.US': 'en_US',
  'java.util.Locale.UK': 'en_GB',
  'java.util.Locale.ENGLISH': 'en',
  'java.util.Locale.GERMANY': 'de_DE',
  'java.util.Locale.GERMAN': 'de',
  'java.util.Locale.FRANCE': 'fr_FR',
  'java.util.Locale.FRENCH': 'fr',
  'java.io.File.separator': '/',
  'java.io.File.pathSeparator': ':',
  'java.lang.Boolean.TRUE': 'true',
  'java.lang.Boolean.FALSE': 'false',
}

const ENUMS: Readonly<Record<string, readonly string[]>> = {
  'org.apache.camel.ExchangePattern': ['InOnly', 'InOut'],
  'org.apache.camel.LoggingLevel': ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'OFF'],
  'java.math.RoundingMode': ['UP', 'DOWN', 'CEILING', 'FLOOR', 'HALF_UP', 'HALF_DOWN', 'HALF_EVEN', 'UNNECESSARY'],
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
  const owner = dot < 0 ? undefined : (resolveClass(name.slice(0, dot)) ?? name.slice(0, dot))
  const found = owner === undefined ? undefined : member(owner, name.slice(dot + 1), exchange)
  if (found === undefined) throw executionFailure(exchange, failure('ClassNotFound', `Cannot find type: ${name}`))
  return found
}

function member(owner: string, name: string, exchange: Exchange): string | undefined {
  const words = Object.hasOwn(ENUMS, owner) ? ENUMS[owner] : undefined
  if (words !== undefined) {
    const word = words.find(each => each.toLowerCase() === name.toLowerCase())
    if (word === undefined) throw executionFailure(exchange, failure('ClassNotFound', `Cannot find enum: ${name} on type: class ${owner}`))
    return word
  }
  return owner === 'org.apache.camel.Exchange' ? EXCHANGE_CONSTANTS[name] : CONSTANTS[`${owner}.${name}`]
}
