import { errors } from '../core/errors.ts'
import { Exchange } from '../core/exchange.ts'
import type { Predicate } from '../core/expression.ts'
import type { Step } from '../core/step.ts'
import { boolean, group, list, predicate, steps } from '../kit/field.ts'
import { defineStep, type StepContext } from '../kit/step.ts'

interface When {
  readonly expression: Predicate
  readonly steps: Step
}

const nothing: Step = () => undefined

export const choice = defineStep({
  name: 'choice',
  summary: 'Runs the steps of the first branch whose predicate is true, or those of `otherwise`.',
  category: 'routing',
  notes: [
    'Where no branch matches and there is no `otherwise`, the message goes on unchanged. The route goes on behind the choice in any case.',
    'A predicate that fails is a failure of the choice: no branch runs.',
  ],
  fields: {
    when: list(
      group(
        {
          expression: predicate({ describe: 'The branch is taken when this is true.', required: true }),
          steps: steps({ describe: 'Run when this is the first branch whose predicate is true.' }),
        },
        { describe: 'A branch with its predicate.' },
      ),
      { describe: 'The branches, looked at in their order.' },
    ),
    otherwise: group({ steps: steps({ describe: 'Run when no branch matches.' }) }, { describe: 'What runs when no branch matches.' }),
    precondition: boolean({
      describe: 'Whether the branch is chosen once, when the route is built; predicates may then only use properties.',
      default: false,
    }),
  },
  examples: [
    {
      title: 'Orders by country',
      yaml: `- from:
    uri: direct:start
    steps:
      - choice:
          when:
            - simple: "\${header.country} == 'NO'"
              steps:
                - to: mock:norway
            - simple: "\${header.country} == 'SE'"
              steps:
                - to: mock:sweden
          otherwise:
            steps:
              - to: mock:abroad
      - to: mock:all
`,
    },
  ],
  compile({ when, otherwise, precondition }, context) {
    const branches = when as readonly When[]
    const last = otherwise?.steps ?? nothing
    return precondition ? chosenOnce(branches, last, context) : exchange => choose(branches, last, exchange, 0)
  },
})

/** Looks at the branches from `start` on; goes on later where a predicate has to wait. */
function choose(branches: readonly When[], last: Step, exchange: Exchange, start: number): void | Promise<void> {
  for (let i = start; i < branches.length; i++) {
    const { expression, steps } = branches[i]!
    const matched = expression(exchange)
    if (matched instanceof Promise) return matched.then(yes => (yes ? steps(exchange) : choose(branches, last, exchange, i + 1)))
    if (matched) return steps(exchange)
  }
  return last(exchange)
}

function chosenOnce(branches: readonly When[], last: Step, { services }: StepContext): Step {
  const probe = new Exchange(services)
  for (const { expression, steps } of branches) {
    const matched = expression(probe)
    if (matched instanceof Promise)
      throw errors.KF_ROUTE_INVALID({ what: 'choice', reason: 'the predicate of a precondition may not wait' })
    if (matched) return steps
  }
  return last
}
