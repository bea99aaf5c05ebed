import { javaClassOf } from '../../../converters/java-class.ts'
import { javaText } from '../../../converters/text.ts'
import { exceptionMessage, exceptionType } from '../../../core/exceptions.ts'
import { isMap } from '../../../core/values.ts'
import { failure } from '../failure.ts'
import { before } from '../java-text.ts'
import type { MethodCall } from './method.ts'

/** Maps have methods only: their keys are read with brackets, which the message says. */
export function methodNotFound({ source, self, exchange }: MethodCall, postfix?: string): Error {
  const name = before(source, '(') ?? source
  const hint = isMap(self) && name !== '' && !source.includes('(') ? `. A key of a map is read with brackets: [${name}]` : ''
  const call = `Method with name: ${source}${postfix === undefined ? '' : ` ${postfix}`}`
  const text = `${call} not found on bean: ${javaText(self)} of type: ${javaClassOf(self)} on the exchange: Exchange[${exchange.id}]${hint}`
  return failure('MethodNotFound', text)
}

/** What Camel wraps around everything that goes wrong while methods are called. */
export function beanFailure(method: string, cause: unknown): Error {
  return failure(
    'BeanExpression',
    `Failed to invoke method: ${method} on null due to: ${exceptionType(cause)}: ${exceptionMessage(cause)}`,
    cause,
  )
}
