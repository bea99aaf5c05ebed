import { andThen } from '../core/step.ts'
import { expression } from '../kit/field.ts'
import { defineStep } from '../kit/step.ts'

export const script = defineStep({
  name: 'script',
  summary: 'Runs an expression for its effects; its result is ignored.',
  category: 'other',
  notes: ['A failure of the expression is a failure of the step.'],
  fields: { expression: expression({ describe: 'What is run.', required: true }) },
  examples: [
    {
      title: 'A header set by simple',
      yaml: `- from:
    uri: direct:start
    steps:
      - script: { simple: "\${setHeader(seen,'yes')}" }
      - to: mock:end
`,
    },
  ],
  compile:
    ({ expression }) =>
    exchange =>
      andThen(expression(exchange), () => undefined),
})
