import { errors } from '../core/errors.ts'
import { andThen } from '../core/step.ts'
import { getVariable, setVariable } from '../core/variables.ts'
import { boolean, dataFormat, text } from '../kit/field.ts'
import type { DataFormat } from '../kit/format.ts'
import { defineStep } from '../kit/step.ts'

export const unmarshal = defineStep({
  name: 'unmarshal',
  summary: 'Reads the body, which is in a data format.',
  category: 'transformation',
  computes: true,
  fields: {
    dataFormatType: dataFormat<DataFormat, { describe: string; required: true }>({
      describe: 'The data format, by its key.',
      required: true,
    }),
    variableSend: text({ describe: 'Variable that is read instead of the body.' }),
    variableReceive: text({ describe: 'Variable that takes the result; the body stays as it is.' }),
    allowNullBody: boolean({ describe: 'Whether null stays null; otherwise it is a failure.', default: false }),
  },
  examples: [
    {
      title: 'From JSON',
      yaml: `- from:
    uri: direct:start
    steps:
      - unmarshal: { json: {} }
      - setBody: { simple: "\${body[name]}" }
      - to: mock:end
`,
    },
  ],
  compile:
    ({ dataFormatType: format, variableSend, variableReceive, allowNullBody }) =>
    exchange => {
      const body = variableSend === undefined ? exchange.body : getVariable(exchange, variableSend)
      if (body === null && !allowNullBody) throw errors.KF_EXPR_CONVERSION({ from: 'null', to: 'java.io.InputStream' })
      return andThen(body === null ? null : format.unmarshal(exchange, body), result => {
        if (variableReceive === undefined) exchange.body = result ?? null
        else setVariable(exchange, variableReceive, result)
      })
    },
})
