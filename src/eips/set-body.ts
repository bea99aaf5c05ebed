import { expression } from '../kit/field.ts'
import { defineStep } from '../kit/step.ts'
import { replaceBody } from './support/replace-body.ts'

export const setBody = defineStep({
  name: 'setBody',
  summary: 'Replaces the body by the result of an expression.',
  category: 'transformation',
  computes: true,
  fields: { expression: expression({ describe: 'The new body.', required: true }) },
  examples: [
    {
      title: 'A greeting as body',
      yaml: `- from:
    uri: direct:start
    steps:
      - setBody: { simple: "Hello \${body}" }
      - to: mock:end
`,
    },
  ],
  compile: ({ expression }) => replaceBody(expression),
})
