import { expression, text } from '../kit/field.ts'
import { defineStep } from '../kit/step.ts'

export const setHeader = defineStep({
  name: 'setHeader',
  summary: 'Sets a header to the result of an expression.',
  category: 'transformation',
  fields: {
    name: text({ describe: 'The name; a simple expression.', required: true }),
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
  compile:
    ({ name, expression }) =>
    exchange => {
      const value = expression(exchange)
      if (value instanceof Promise) return value.then(result => exchange.setHeader(name, result))
      exchange.setHeader(name, value)
    },
})
