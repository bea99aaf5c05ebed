import { text } from '../kit/field.ts'
import { defineStep } from '../kit/step.ts'
import { removal } from './support/assign.ts'

export const removeProperty = defineStep({
  name: 'removeProperty',
  summary: 'Takes an exchange property away.',
  category: 'transformation',
  computes: true,
  shorthand: 'name',
  fields: { name: text({ describe: 'The name, compared with case.', required: true }) },
  examples: [
    {
      title: 'A property that is no longer needed',
      yaml: `- from:
    uri: direct:start
    steps:
      - setProperty: { name: secret, simple: "\${body}" }
      - removeProperty: secret
      - to: mock:end
`,
    },
  ],
  compile: ({ name }) => removal('properties', name, exchange => void exchange.removeProperty(name)),
})
