import { expression } from '../kit/field.ts'
import { defineStep } from '../kit/step.ts'

export const setBody = defineStep({
  name: 'setBody',
  summary: 'Replaces the body by the result of an expression.',
  category: 'transformation',
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
  compile:
    ({ expression }) =>
    exchange => {
      const value = expression(exchange)
      if (value instanceof Promise) {
        return value.then(result => {
          exchange.body = result ?? null
        })
      }
      exchange.body = value ?? null
    },
})
