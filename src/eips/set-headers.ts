import { errors } from '../core/errors.ts'
import { expression, group, list, text } from '../kit/field.ts'
import { defineStep } from '../kit/step.ts'
import { assignment, inOrder, putHeader } from './support/assign.ts'

export const setHeaders = defineStep({
  name: 'setHeaders',
  summary: 'Sets several headers, each to the result of its own expression.',
  category: 'transformation',
  computes: true,
  notes: ['The headers are set one after the other: an expression sees those before it. Where one fails, those before it stay set.'],
  fields: {
    headers: list(
      group(
        {
          name: text({ describe: 'The name; a text with `${` is simple.', required: true }),
          expression: expression({ describe: 'The value.', required: true }),
        },
        { describe: 'A header.' },
      ),
      { describe: 'The headers, in the order in which they are set.', required: true },
    ),
  },
  examples: [
    {
      title: 'Two headers, the second from the first',
      yaml: `- from:
    uri: direct:start
    steps:
      - setHeaders:
          headers:
            - { name: customer, simple: "\${body}" }
            - { name: greeting, simple: "Hello \${header.customer}" }
      - to: mock:end
`,
    },
  ],
  compile({ headers }, context) {
    if (headers.length === 0) throw errors.KF_ROUTE_MISSING({ what: 'setHeaders', option: 'headers' })
    return inOrder(headers.map(({ name, expression }) => assignment(name, expression, putHeader, context)))
  },
})
