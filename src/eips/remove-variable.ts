import { andThen } from '../core/step.ts'
import { removeVariable as remove } from '../core/variables.ts'
import { text } from '../kit/field.ts'
import { defineStep } from '../kit/step.ts'
import { compileOptionalName } from './support/name-template.ts'

export const removeVariable = defineStep({
  name: 'removeVariable',
  summary: 'Takes a variable away.',
  category: 'transformation',
  computes: true,
  notes: [
    'The name may be a simple text. `*` takes all variables of the exchange away; any other name is no pattern. A name of the `route:` repository needs the id of the route.',
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
  compile({ name }, context) {
    const target = compileOptionalName(name, context)
    if (target.constant !== undefined) return exchange => remove(exchange, name)
    return exchange => andThen(target(exchange), each => (each === null ? undefined : remove(exchange, each)))
  },
})
