import { errors } from '../core/errors.ts'
import type { Expression } from '../core/expression.ts'
import { text } from '../kit/field.ts'
import { defineLanguage } from '../kit/language.ts'

/** An expression bean. */
export const ref = defineLanguage({
  name: 'ref',
  summary: 'An expression that is a bean: a function of the exchange, or an object with an `evaluate` method.',
  fields: { ref: text({ describe: 'The name of the bean.' }) },
  examples: [
    {
      title: 'An expression by name',
      yaml: `- route:\n    id: by-name\n    from:\n      uri: direct:by-name\n      steps:\n        - setBody: { ref: total }\n`,
      beans: ['total'],
    },
  ],
  compile(source, options, context) {
    const name = options.ref ?? source
    const bean = context.services.bean(name)
    if (typeof bean === 'function') return bean as Expression
    if (isExpression(bean)) return exchange => bean.evaluate(exchange)
    throw errors.KF_EXPR_UNKNOWN_REF({ name })
  },
})

function isExpression(bean: unknown): bean is { evaluate: Expression } {
  return typeof bean === 'object' && bean !== null && typeof (bean as { evaluate?: unknown }).evaluate === 'function'
}
