import { errors } from '../core/errors.ts'
import type { Exchange } from '../core/exchange.ts'
import type { Predicate } from '../core/expression.ts'
import { andThen } from '../core/step.ts'
import { bean, type ExpressionModel, predicate } from '../kit/field.ts'
import { defineStep } from '../kit/step.ts'

/** Makes the error of a message that is not valid. */
export type ValidationErrorFactory = (exchange: Exchange, predicate: Predicate, id: string) => unknown

export const validate = defineStep({
  name: 'validate',
  summary: 'Fails messages for which a predicate is false.',
  category: 'transformation',
  notes: ['The failure is a `PredicateValidationException`, a `org.apache.camel.ValidationException`.'],
  fields: {
    expression: predicate({ describe: 'What must be true.', required: true }),
    predicateExceptionFactory: bean<ValidationErrorFactory>({
      describe: 'Bean, a function `(exchange, predicate, id) => error`, that makes another error.',
    }),
  },
  examples: [
    {
      title: 'Only numbers',
      yaml: `- from:
    uri: direct:start
    steps:
      - validate: { simple: "\${body} regex '[0-9]+'" }
      - to: mock:end
`,
    },
  ],
  compile({ expression, predicateExceptionFactory: factory }, { id }) {
    return exchange =>
      andThen(expression(exchange), valid => {
        if (!valid) throw factory?.(exchange, expression, id) ?? errors.KF_RUN_VALIDATION({ predicate: describe(expression) })
      })
  },
})

/** How Camel writes a predicate in messages. */
function describe(predicate: Predicate & { readonly model?: ExpressionModel }): string {
  const { model } = predicate
  if (model === undefined) return 'expression'
  return model.language === 'simple' || model.language === 'constant' ? model.expression : `${model.language}(${model.expression})`
}
