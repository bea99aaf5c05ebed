import { toText } from '../converters/index.ts'
import { errors } from '../core/errors.ts'
import type { Exchange } from '../core/exchange.ts'
import { andThen, type MaybePromise } from '../core/step.ts'
import { exceptionNamed } from '../kit/exception-names.ts'
import { bean, text } from '../kit/field.ts'
import { defineStep, type StepContext } from '../kit/step.ts'
import { hasSimpleFunction } from './support/name-template.ts'

export const throwException = defineStep({
  name: 'throwException',
  summary: 'Fails the exchange with an exception.',
  category: 'error handling',
  notes: [
    'Exceptions are named by their full Java class names (`java.lang.IllegalArgumentException`), as in onException and doCatch; an unknown one keeps the route from starting.',
  ],
  fields: {
    message: text({ describe: 'The message of the exception, a simple text.' }),
    exceptionType: text({ describe: 'Java class name of the exception.' }),
    ref: bean({ describe: 'Bean of an error to throw, instead of type and message.' }),
  },
  examples: [
    {
      title: 'An order without customer',
      yaml: `- from:
    uri: direct:start
    steps:
      - choice:
          when:
            - simple: "\${header.customer} == null"
              steps:
                - throwException:
                    exceptionType: java.lang.IllegalArgumentException
                    message: "order \${header.id} has no customer"
      - to: mock:end
`,
    },
  ],
  compile({ message, exceptionType, ref }, context) {
    if (ref !== undefined) {
      return () => {
        throw ref
      }
    }
    if (exceptionType === undefined) throw errors.KF_ROUTE_MISSING({ what: 'throwException', option: 'exceptionType' })
    const type = exceptionNamed(exceptionType, context)
    const textOf = messageOf(message, context)
    return exchange =>
      andThen(textOf(exchange), made => {
        throw errors.KF_RUN_THROWN({ message: made }, { type })
      })
  },
})

function messageOf(message: string | undefined, context: StepContext): (exchange: Exchange) => MaybePromise<string | null> {
  if (message === undefined) return () => null
  if (!hasSimpleFunction(message)) return () => message
  const expression = context.expression({ language: 'simple', expression: message })
  return exchange => andThen(expression(exchange), value => toText(value, exchange))
}
