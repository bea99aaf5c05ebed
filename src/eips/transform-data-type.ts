import { dataTypeNames, dataTypesOf } from '../converters/data-types/index.ts'
import { errors } from '../core/errors.ts'
import { text } from '../kit/field.ts'
import { defineStep } from '../kit/step.ts'

export const transformDataType = defineStep({
  name: 'transformDataType',
  summary: 'Turns the message into a data type: its body, and the header that names the type.',
  category: 'transformation',
  notes: [
    `Known types: ${dataTypeNames.map(name => `\`${name}\``).join(', ')}. Another one keeps the route from starting.`,
    '`application-json` takes JSON text and nodes; a map or list is first to be marshalled, or named by its class in the property `X-Content-Class`.',
  ],
  fields: {
    fromType: text({ describe: 'The type that the message has.' }),
    toType: text({ describe: 'The type that it gets.', required: true }),
  },
  examples: [
    {
      title: 'A number as text',
      yaml: `- from:
    uri: direct:start
    steps:
      - transformDataType: { toType: text-plain }
      - to: mock:end
`,
    },
  ],
  compile({ fromType, toType }, { services }) {
    const transformer = dataTypesOf(services).resolve(fromType, toType)
    if (transformer === undefined) {
      throw errors.KF_RUN_ILLEGAL_ARGUMENT({ reason: `No transformer from: ${fromType ?? null} to:${toType}` })
    }
    return transformer
  },
})
