import { choice } from '../kit/field.ts'
import { defineStep } from '../kit/step.ts'

export const setExchangePattern = defineStep({
  name: 'setExchangePattern',
  summary: 'Sets whether a reply is expected, for the rest of the route.',
  category: 'routing',
  computes: true,
  shorthand: 'pattern',
  fields: {
    pattern: choice(['InOnly', 'InOut'], {
      describe: 'With `InOut` steps behind it ask for replies; with `InOnly` they do not.',
      required: true,
    }),
  },
  examples: [
    {
      title: 'One way from here on',
      yaml: `- from:
    uri: direct:start
    steps:
      - setExchangePattern: InOnly
      - to: mock:end
`,
    },
  ],
  compile:
    ({ pattern }) =>
    exchange => {
      exchange.pattern = pattern
    },
})
