import { errors } from '../core/errors.ts'
import { exceptionNamed } from '../kit/exception-names.ts'
import { boolean, group, list, predicate, text } from '../kit/field.ts'
import { defineStep } from '../kit/step.ts'
import { lateSteps } from './support/late-steps.ts'
import { TryRun } from './support/try-run.ts'
import { unguardedSteps } from './support/unguarded-steps.ts'

const disabled = boolean({ describe: 'Whether it is left out.', default: false })

const catchFields = {
  exception: list(text({ describe: 'Java class name of an exception.', literal: true }), {
    describe: 'The exceptions that are taken, with their subclasses; also where they are the cause of another.',
    required: true,
  }),
  onWhen: predicate({ describe: 'Only where this is true.' }),
  steps: lateSteps({ describe: 'Run when an exception is taken.' }),
  disabled,
}

export const doTry = defineStep({
  name: 'doTry',
  summary: 'Runs steps, takes their exceptions, and runs others in any case, as try, catch and finally do.',
  category: 'error handling',
  notes: [
    "Inside, the route's error handler is off: no redelivery, no onException. An exception that no clause takes leaves the doTry and, past the error handler, the route.",
    'The first clause that matches takes the exception; the route goes on behind the doTry. Properties in a clause: `CamelExceptionCaught`, `CamelFailureEndpoint`, `CamelFailureRouteId`.',
    '`doFinally` runs after success and failure, but not after a `stop`.',
  ],
  fields: {
    steps: unguardedSteps({ describe: 'The steps that are tried.', required: true }),
    doCatch: list(group(catchFields, { describe: 'A clause.' }), { describe: 'Clauses, looked at in their order.', alsoAsStep: true }),
    doFinally: group(
      { steps: lateSteps({ describe: 'The steps.' }), disabled },
      { describe: 'What runs at the end in any case, with the exception hidden meanwhile.', alsoAsStep: true },
    ),
  },
  examples: [
    {
      title: 'A bad number is not the end',
      yaml: `- from:
    uri: direct:start
    steps:
      - doTry:
          steps:
            - convertBodyTo: int
            - to: mock:numbers
          doCatch:
            - exception:
                - org.apache.camel.InvalidPayloadException
              steps:
                - to: mock:bad
          doFinally:
            steps:
              - to: mock:all
      - to: mock:end
`,
    },
  ],
  unguarded: true,
  transparent: true,
  compile({ steps, doCatch, doFinally }, context) {
    const built = doCatch.map(({ exception, onWhen, steps, disabled }) => {
      if (exception.length === 0) throw errors.KF_ROUTE_MISSING({ what: 'doCatch', option: 'exception' })
      return { types: exception.map(name => exceptionNamed(name, context)), onWhen, steps, disabled }
    })
    const clauses = built.filter(clause => !clause.disabled)
    const last = doFinally?.disabled ? undefined : (doFinally?.steps ?? (() => undefined))
    const parts = { attempt: steps, clauses, last }
    return exchange => new TryRun(parts, exchange).run()
  },
})
