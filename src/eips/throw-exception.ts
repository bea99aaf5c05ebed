import { toText } from '../converters/index.ts'
import { errors } from '../core/errors.ts'
import { exceptionLineage } from '../core/exceptions.ts'
import type { Exchange } from '../core/exchange.ts'
import { javaExceptions } from '../core/java-exceptions.ts'
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
    'A class that has no constructor with just a message (or without, where there is no message) cannot be thrown: the message fails with a `CamelExchangeException`.',
    'Exceptions are named by their full Java class names (`java.lang.IllegalArgumentException`), as in onException and doCatch; an unknown one keeps the route from starting.',
  ],
  fields: {
    message: text({ describe: 'The message of the exception, a simple text.' }),
    exceptionType: text({ describe: 'Java class name of the exception.' }),
    ref: bean({ describe: 'Bean of an error to throw, unless both `exceptionType` and `message` are given.' }),
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
    if (ref !== undefined && (exceptionType === undefined || message === undefined)) {
      return () => {
        throw ref
      }
    }
    if (exceptionType === undefined) throw errors.KF_ROUTE_MISSING({ what: 'throwException', option: 'exceptionType' })
    const type = exceptionNamed(exceptionType, context)
    const textOf = messageOf(message, context)
    const obstacle = obstacleOf(type, message !== undefined)
    return exchange =>
      andThen(textOf(exchange), made => {
        if (obstacle !== undefined)
          throw errors.KF_RUN_EXCHANGE({ reason: `Error creating new instance of class ${type}. ${exchange}. Caused by: [${obstacle}]` })
        throw errors.KF_RUN_THROWN({ message: made }, { type })
      })
  },
})

/** Why Camel cannot make such an exception: it needs a constructor with, or without, a message, and throws no errors of the JVM. */
function obstacleOf(type: string, withMessage: boolean): string | undefined {
  const known = javaExceptions().get(type)
  if (known === undefined ? type === 'java.lang.Throwable' : !exceptionLineage(type).includes('java.lang.Exception'))
    return `java.lang.ClassCastException - class ${type} cannot be cast to class java.lang.Exception (${type} and java.lang.Exception are in module java.base of loader 'bootstrap')`
  if (known === undefined || (withMessage ? known.takesMessage : known.takesNothing)) return undefined
  return `java.lang.NoSuchMethodException - ${type}.<init>(${withMessage ? 'java.lang.String' : ''})`
}

function messageOf(message: string | undefined, context: StepContext): (exchange: Exchange) => MaybePromise<string | null> {
  if (message === undefined) return () => null
  if (!hasSimpleFunction(message)) return () => message
  const expression = context.expression({ language: 'simple', expression: message })
  return exchange => andThen(expression(exchange), value => toText(value, exchange))
}
