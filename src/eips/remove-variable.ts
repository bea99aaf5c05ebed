import { removeVariable as remove } from '../core/variables.ts'
import { text } from '../kit/field.ts'
import { defineStep } from '../kit/step.ts'

export const removeVariable = defineStep({
  name: 'removeVariable',
  summary: 'Takes a variable away.',
  category: 'transformation',
  notes: [
    '`*` takes all variables of the exchange away; any other name is taken as it is, no pattern. A name of the `route:` repository needs the id of the route.',
  ],
  shorthand: 'name',
  fields: { name: text({ describe: 'The name, with its repository where it is not the exchange (`global:x`).', required: true }) },
  examples: [
    {
      title: 'A variable that is no longer needed',
      yaml: `- from:
    uri: direct:start
    steps:
      - setVariable: { name: secret, simple: "\${body}" }
      - removeVariable: secret
      - to: mock:end
`,
    },
  ],
  compile:
    ({ name }) =>
    exchange =>
      remove(exchange, name),
})
