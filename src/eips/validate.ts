import { errors } from '../core/errors.ts'
import type { Exchange } from '../core/exchange.ts'
import type { Predicate } from '../core/expression.ts'
import { andThen } from '../core/step.ts'
import { bean, predicate } from '../kit/field.ts'
import { defineStep } from '../kit/step.ts'
import { shownField } from './support/shown-expression.ts'

/** Makes the error of a message that is not valid. */
export type ValidationErrorFactory = (exchange: Exchange, predicate: Predicate, id: string) => unknown

export const validate = defineStep({
  name: 'validate',
  summary: 'Fails messages for which a predicate is false.',
  category: 'transformation',
  notes: ['The failure is a `PredicateValidationException`, a `org.apache.camel.ValidationException`.'],
  fields: {
    expression: shownField(predicate({ describe: 'What must be true.', required: true })),
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
  compile({ expression: { evaluate: test, shown }, predicateExceptionFactory: factory }, { id }) {
    return exchange =>
      andThen(test(exchange), valid => {
        if (!valid) throw factory?.(exchange, test, id) ?? errors.KF_RUN_VALIDATION({ predicate: shown, exchange: String(exchange) })
      })
  },
})
