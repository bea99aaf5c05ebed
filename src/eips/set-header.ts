import { expression, text } from '../kit/field.ts'
import { defineStep } from '../kit/step.ts'
import { assignment, putHeader } from './support/assign.ts'

export const setHeader = defineStep({
  name: 'setHeader',
  summary: 'Sets a header to the result of an expression.',
  category: 'transformation',
  computes: true,
  notes: ['Names are compared without case. An expression that gives nothing sets a header that is null.'],
  fields: {
    name: text({ describe: 'The name; a text with `${` is simple.', required: true }),
    expression: expression({ describe: 'The value.', required: true }),
  },
  examples: [
    {
      title: 'A header from the body',
      yaml: `- from:
    uri: direct:start
    steps:
      - setHeader: { name: greeting, simple: "Hello \${body}" }
      - to: mock:end
`,
    },
  ],
  compile: ({ name, expression }, context) => assignment(name, expression, putHeader, context),
})
