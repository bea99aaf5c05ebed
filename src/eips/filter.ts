import type { StepEmitter } from '../core/expression.ts'
import { andThen, type Step } from '../core/step.ts'
import { predicate, steps, text } from '../kit/field.ts'
import { defineStep } from '../kit/step.ts'

export const filter = defineStep({
  name: 'filter',
  summary: 'Runs its steps only for exchanges that match; the route goes on behind it in any case.',
  category: 'routing',
  computes: true,
  fields: {
    expression: predicate({ describe: 'Exchanges for which this is false skip the steps.', required: true }),
    statusPropertyName: text({ describe: 'Exchange property that keeps whether the exchange matched.' }),
    steps: steps({ describe: 'Run for exchanges that match.', required: true }),
  },
  examples: [
    {
      title: 'Large orders only',
      yaml: `- from:
    uri: direct:start
    steps:
      - filter:
          simple: "\${header.total} > 100"
          steps:
            - to: mock:large
      - to: mock:all
`,
    },
  ],
  compile({ expression, statusPropertyName, steps }) {
    const step: Step = exchange =>
      andThen(expression(exchange), matched => {
        if (statusPropertyName !== undefined) exchange.setProperty(statusPropertyName, matched)
        return matched ? steps(exchange) : undefined
      })
    const { emit } = expression
    if (emit === undefined || statusPropertyName !== undefined) return step
    return Object.assign(step, { emit: (emitter: StepEmitter) => `if (${emit(emitter)}) { ${emitter.call(steps)} }` })
  },
})
