import { foldHeader } from '../core/headers.ts'
import { text } from '../kit/field.ts'
import { defineStep } from '../kit/step.ts'
import { removal } from './support/assign.ts'

export const removeHeader = defineStep({
  name: 'removeHeader',
  summary: 'Takes a header away.',
  category: 'transformation',
  computes: true,
  notes: ['The name is taken as it is: no pattern (see removeHeaders) and no simple text.'],
  shorthand: 'name',
  fields: { name: text({ describe: 'The name, compared without case.', required: true }) },
  examples: [
    {
      title: 'Without the password',
      yaml: `- from:
    uri: direct:start
    steps:
      - removeHeader: password
      - to: mock:end
`,
    },
  ],
  compile: ({ name }) => removal('headers', foldHeader(name), exchange => void exchange.removeHeader(name)),
})
