import { convert, convertOrNull } from '../converters/index.ts'
import { errors } from '../core/errors.ts'
import { andThen } from '../core/step.ts'
import { getVariable, qualified, setVariable } from '../core/variables.ts'
import { text } from '../kit/field.ts'
import { defineStep } from '../kit/step.ts'
import { charsetField, checkCharset, checkedType, mandatoryField, typeField, withCharset } from './support/convert-with.ts'
import { compileName } from './support/name-template.ts'

export const convertVariableTo = defineStep({
  name: 'convertVariableTo',
  summary: 'Converts a variable to a type.',
  category: 'transformation',
  computes: true,
  notes: ['A variable that is not there is a failure, unless `mandatory` is false.'],
  fields: {
    name: text({ describe: 'The variable; a text with `${` is simple.', required: true }),
    type: typeField,
    toName: text({ describe: 'Variable that takes the result instead; a text with `${` is simple.' }),
    mandatory: mandatoryField,
    charset: charsetField,
  },
  examples: [
    {
      title: 'A number',
      yaml: `- from:
    uri: direct:start
    steps:
      - setVariable: { name: count, constant: "5" }
      - convertVariableTo: { name: count, type: int }
      - to: mock:end
`,
    },
  ],
  compile({ name, type, toName, mandatory, charset }, context) {
    const target = checkedType(type)
    checkCharset(charset)
    const source = compileName(name, context)
    const destination = compileName(toName ?? name, context)
    return exchange =>
      andThen(source(exchange), from =>
        andThen(destination(exchange), to => {
          const value = getVariable(exchange, qualified(from))
          if (value === null && mandatory) throw errors.KF_RUN_NO_VARIABLE({ name: from, exchange: String(exchange) })
          const result = withCharset(exchange, charset, () =>
            mandatory ? convert(value, target, exchange) : value === null ? null : convertOrNull(value, target, exchange),
          )
          setVariable(exchange, to, result)
        }),
      )
  },
})
