import { toText } from '../../converters/index.ts'
import { errors } from '../../core/errors.ts'
import type { Expression } from '../../core/expression.ts'
import { andThen } from '../../core/step.ts'
import type { BuildScope } from '../../kit/field.ts'

/** A name that a step is given: fixed, or a `simple` text where it contains `${`; there nothing is Java's NullPointerException. */
export function compileName(name: string, scope: Pick<BuildScope, 'expression'>): Expression<string> {
  const optional = compileOptionalName(name, scope)
  if (optional.constant !== undefined) return optional as Expression<string>
  return exchange => andThen(optional(exchange), value => value ?? nameless(name))
}

/** The same, where nothing is null. */
export function compileOptionalName(name: string, scope: Pick<BuildScope, 'expression'>): Expression<string | null> {
  if (!hasSimpleFunction(name)) return Object.assign(() => name, { constant: { value: name } })
  const expression = scope.expression({ language: 'simple', expression: name, options: { trim: false } })
  return exchange => andThen(expression(exchange), value => toText(value, exchange))
}

function nameless(template: string): never {
  throw errors.KF_RUN_ILLEGAL_ARGUMENT(
    { reason: `the name ${template} comes out as null for this message` },
    { type: 'java.lang.NullPointerException' },
  )
}

/** Whether a text contains a `simple` function. */
export function hasSimpleFunction(text: string): boolean {
  return text.includes('${') || text.includes('$simple{')
}
