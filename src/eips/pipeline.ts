import { steps } from '../kit/field.ts'
import { defineStep } from '../kit/step.ts'

export const pipeline = defineStep({
  name: 'pipeline',
  summary: 'Runs its steps one after the other: as one branch of a multicast, or to give a part of a route a name.',
  category: 'routing',
  fields: { steps: steps({ describe: 'The steps.', required: true }) },
  examples: [
    {
      title: 'Two steps as one branch',
      yaml: `- from:
    uri: direct:start
    steps:
      - pipeline:
          steps:
            - setBody: { simple: "<\${body}>" }
            - to: mock:branch
      - to: mock:end
`,
    },
  ],
  // as in Camel: one step is no pipeline there
  interceptedTimes: ({ steps }, atTop) => (atTop && (steps as readonly unknown[]).length === 1 ? 0 : 1),
  compile: ({ steps }) => steps,
})
