import { toText } from '../../converters/index.ts'
import type { Expression } from '../../core/expression.ts'
import { andThen } from '../../core/step.ts'
import type { BuildScope } from '../../kit/field.ts'

/** A name that a step is given: fixed, or a `simple` text where it contains `${`. */
export function compileName(name: string, scope: Pick<BuildScope, 'expression'>): Expression<string> {
  if (!hasSimpleFunction(name)) return Object.assign(() => name, { constant: { value: name } })
  const expression = scope.expression({ language: 'simple', expression: name })
  return exchange => andThen(expression(exchange), value => toText(value) ?? '')
}

/** Whether a text contains a `simple` function. */
export function hasSimpleFunction(text: string): boolean {
  return text.includes('${') || text.includes('$simple{')
}
