import { runThen } from '../core/step.ts'
import { steps } from '../kit/field.ts'
import { defineStep } from '../kit/step.ts'

export const step = defineStep({
  name: 'step',
  summary: 'Gives a part of a route a name, for metrics and tracing.',
  category: 'observation',
  notes: ['While its steps run, the property `CamelStepId` is its id.'],
  fields: { steps: steps({ describe: 'The steps.', required: true }) },
  examples: [
    {
      title: 'A part with a name',
      yaml: `- from:
    uri: direct:start
    steps:
      - step:
          id: enrichment
          steps:
            - setHeader: { name: part, exchangeProperty: CamelStepId }
      - to: mock:end
`,
    },
  ],
  compile:
    ({ steps }, { id }) =>
    exchange => {
      const before = exchange.property('CamelStepId')
      exchange.setProperty('CamelStepId', id)
      return runThen(steps, exchange, () => {
        if (before === undefined) exchange.removeProperty('CamelStepId')
        else exchange.setProperty('CamelStepId', before)
      })
    },
})
