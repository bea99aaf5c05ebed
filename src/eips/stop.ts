import { STOPPED } from '../core/exchange.ts'
import { defineStep } from '../kit/step.ts'

export const stop = defineStep({
  name: 'stop',
  summary: 'Ends the routing of the message, here and in the routes that called this one.',
  category: 'flow control',
  notes: ['It is no failure: the delivery counts as completed. A `doFinally` around it does not run.'],
  fields: {},
  examples: [
    {
      title: 'Nothing more for empty messages',
      yaml: `- from:
    uri: direct:start
    steps:
      - filter:
          simple: "\${body} == ''"
          steps:
            - stop: {}
      - to: mock:end
`,
    },
  ],
  compile: () => exchange => {
    exchange.status |= STOPPED
  },
})
