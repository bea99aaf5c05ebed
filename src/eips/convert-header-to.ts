import { convert, convertOrNull } from '../converters/index.ts'
import { andThen } from '../core/step.ts'
import { text } from '../kit/field.ts'
import { defineStep } from '../kit/step.ts'
import { charsetField, checkCharset, checkedType, mandatoryField, typeField, withCharset } from './support/convert-with.ts'
import { compileOptionalName } from './support/name-template.ts'

export const convertHeaderTo = defineStep({
  name: 'convertHeaderTo',
  summary: 'Converts a header to a type.',
  category: 'transformation',
  computes: true,
  notes: ['A header that is not there, or null, is left alone.'],
  fields: {
    name: text({ describe: 'The header; a text with `${` is simple.', required: true }),
    type: typeField,
    toName: text({ describe: 'Header that takes the result instead; a text with `${` is simple.' }),
    mandatory: mandatoryField,
    charset: charsetField,
  },
  examples: [
    {
      title: 'A number',
      yaml: `- from:
    uri: direct:start
    steps:
      - convertHeaderTo: { name: count, type: int }
      - to: mock:end
`,
    },
  ],
  compile({ name, type, toName, mandatory, charset }, context) {
    const target = checkedType(type)
    checkCharset(charset)
    const source = compileOptionalName(name, context)
    const destination = compileOptionalName(toName ?? name, context)
    return exchange =>
      andThen(source(exchange), from =>
        andThen(destination(exchange), to => {
          const value = from === null ? null : exchange.header(from)
          if (value === undefined || value === null || to === null) return
          exchange.setHeader(
            to,
            withCharset(exchange, charset, () => (mandatory ? convert(value, target, exchange) : convertOrNull(value, target, exchange))),
          )
        }),
      )
  },
})
