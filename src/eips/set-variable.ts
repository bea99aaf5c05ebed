import { setVariable as put } from '../core/variables.ts'
import { expression, text } from '../kit/field.ts'
import { defineStep } from '../kit/step.ts'
import { assignment } from './support/assign.ts'

export const setVariable = defineStep({
  name: 'setVariable',
  summary: 'Sets a variable to the result of an expression.',
  category: 'transformation',
  notes: [
    'A name without prefix is a variable of the exchange. `global:x` is kept for the whole runtime, `route:x` for this route and `route:ID:x` for another one.',
    'An expression that gives nothing takes the variable away.',
  ],
  fields: {
    name: text({ describe: 'The name, with its repository where it is not the exchange; a text with `${` is simple.', required: true }),
    expression: expression({ describe: 'The value.', required: true }),
  },
  examples: [
    {
      title: 'The message as it came in, kept beside the body',
      yaml: `- from:
    uri: direct:start
    steps:
      - setVariable: { name: input, simple: "\${body}" }
      - setBody: { constant: "working" }
      - setBody: { variable: input }
      - to: mock:end
`,
    },
  ],
  compile: ({ name, expression }, context) => assignment(name, expression, put, context),
})
