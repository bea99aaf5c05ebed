import { javaClassOf } from '../../../converters/java-class.ts'
import { javaText } from '../../../converters/text.ts'
import { errors } from '../../../core/errors.ts'
import { exceptionMessage, exceptionType } from '../../../core/exceptions.ts'
import { isMap } from '../../../core/values.ts'
import { failure } from '../failure.ts'
import { binaryName } from '../java-types.ts'
import type { MethodCall } from './method.ts'

export function methodNotFound({ source, self, exchange }: MethodCall, postfix?: string): Error {
  const call = `Method with name: ${source}${postfix === undefined ? '' : ` ${postfix}`}`
  const text = `${call} not found on bean: ${javaText(self)} of type: ${binaryName(javaClassOf(self))} on the exchange: Exchange[${exchange.id}]`
  const isKey = isMap(self) && /^\w/.test(source) && !source.includes('(')
  return isKey ? errors.KF_EXPR_MAP_KEY({ reason: text }) : failure('MethodNotFound', text)
}

/** What Camel wraps around everything that goes wrong while methods are called. */
export function beanFailure(method: string, cause: unknown, bean = 'null'): Error {
  return failure(
    'BeanExpression',
    `Failed to invoke method: ${method} on ${bean} due to: ${exceptionType(cause)}: ${exceptionMessage(cause)}`,
    cause,
  )
}
