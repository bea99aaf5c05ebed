import { expression, text } from '../kit/field.ts'
import { defineStep } from '../kit/step.ts'
import { assignment, putProperty } from './support/assign.ts'

export const setProperty = defineStep({
  name: 'setProperty',
  summary: 'Sets an exchange property to the result of an expression.',
  category: 'transformation',
  computes: true,
  notes: ['Properties belong to the exchange, not to the message: no endpoint sends them. Names are compared with case.'],
  fields: {
    name: text({ describe: 'The name; a text with `${` is simple.', required: true }),
    expression: expression({ describe: 'The value.', required: true }),
  },
  examples: [
    {
      title: 'A property that survives a new message',
      yaml: `- from:
    uri: direct:start
    steps:
      - setProperty: { name: order, simple: "\${body}" }
      - setBody: { constant: "done" }
      - setHeader: { name: order, exchangeProperty: order }
      - to: mock:end
`,
    },
  ],
  compile: ({ name, expression }, context) => assignment(name, expression, putProperty, context),
})
