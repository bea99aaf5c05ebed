import { expression } from '../kit/field.ts'
import { defineStep } from '../kit/step.ts'
import { replaceBody } from './support/replace-body.ts'

export const transform = defineStep({
  name: 'transform',
  summary: 'Replaces the body by the result of an expression; headers stay.',
  category: 'transformation',
  computes: true,
  fields: { expression: expression({ describe: 'The new body.', required: true }) },
  examples: [
    {
      title: 'A text around the body',
      yaml: `- from:
    uri: direct:start
    steps:
      - transform: { simple: "<\${body}>" }
      - to: mock:end
`,
    },
  ],
  compile: ({ expression }) => replaceBody(expression),
})
