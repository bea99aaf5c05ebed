import { andThen } from '../core/step.ts'
import { getVariable, setVariable } from '../core/variables.ts'
import { dataFormat, text } from '../kit/field.ts'
import type { DataFormat } from '../kit/format.ts'
import { defineStep } from '../kit/step.ts'

export const marshal = defineStep({
  name: 'marshal',
  summary: 'Writes the body in a data format.',
  category: 'transformation',
  computes: true,
  fields: {
    dataFormatType: dataFormat<DataFormat, { describe: string; required: true }>({
      describe: 'The data format, by its key.',
      required: true,
    }),
    variableSend: text({ describe: 'Variable that is written instead of the body.' }),
    variableReceive: text({ describe: 'Variable that takes the result; the body stays as it is.' }),
  },
  examples: [
    {
      title: 'As JSON',
      yaml: `- from:
    uri: direct:start
    steps:
      - marshal: { json: {} }
      - to: mock:end
`,
    },
  ],
  compile:
    ({ dataFormatType: format, variableSend, variableReceive }) =>
    exchange => {
      const body = variableSend === undefined ? exchange.body : getVariable(exchange, variableSend)
      return andThen(format.marshal(exchange, body), result => {
        if (variableReceive === undefined) exchange.body = result ?? null
        else setVariable(exchange, variableReceive, result)
      })
    },
})
