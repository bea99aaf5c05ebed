import { errors } from '../core/errors.ts'
import { ROLLBACK, ROLLBACK_LAST } from '../core/exchange.ts'
import { boolean, text } from '../kit/field.ts'
import { defineStep } from '../kit/step.ts'

export const rollback = defineStep({
  name: 'rollback',
  summary: 'Marks the exchange for rollback and fails it: it is not redelivered.',
  category: 'error handling',
  notes: [
    'No step runs any more, here or in the routes that called this one. A doCatch that takes the exception runs its steps, but the exchange fails all the same.',
  ],
  shorthand: 'message',
  fields: {
    message: text({ describe: 'The message of the exception.' }),
    markRollbackOnly: boolean({ describe: 'Only marks the exchange and ends the route, without an exception.', default: false }),
    markRollbackOnlyLast: boolean({
      describe: 'As `markRollbackOnly`, for the innermost transaction; without transactions it only ends the route.',
      default: false,
    }),
  },
  examples: [
    {
      title: 'Not this one',
      yaml: `- from:
    uri: direct:start
    steps:
      - to: mock:attempt
      - rollback: { markRollbackOnly: true }
      - to: mock:never
`,
    },
  ],
  compile({ message, markRollbackOnly, markRollbackOnlyLast }) {
    if (markRollbackOnly && markRollbackOnlyLast)
      throw errors.KF_ROUTE_INVALID({ what: 'rollback', reason: 'markRollbackOnly and markRollbackOnlyLast exclude each other' })
    const mark = markRollbackOnlyLast ? ROLLBACK_LAST : ROLLBACK
    if (markRollbackOnly || markRollbackOnlyLast) {
      return exchange => {
        exchange.status |= mark
      }
    }
    const reason = message ?? 'Intended rollback'
    return exchange => {
      exchange.status |= ROLLBACK
      throw errors.KF_RUN_ROLLBACK({ message: `${reason}. ${exchange}` })
    }
  },
})
