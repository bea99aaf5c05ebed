import { convert, convertOrNull } from '../converters/index.ts'
import { andThen } from '../core/step.ts'
import { boolean, text } from '../kit/field.ts'
import { defineStep } from '../kit/step.ts'
import { checkCharset, checkedType, withCharset } from './support/convert-with.ts'
import { compileOptionalName } from './support/name-template.ts'

export const convertHeaderTo = defineStep({
  name: 'convertHeaderTo',
  summary: 'Converts a header to a type.',
  category: 'transformation',
  computes: true,
  notes: ['A header that is not there, or null, is left alone.'],
  fields: {
    name: text({ describe: 'The header; a text with `${` is simple.', required: true }),
    type: text({ describe: 'The type, named as in Java.', required: true }),
    toName: text({ describe: 'Header that takes the result instead; a text with `${` is simple.' }),
    mandatory: boolean({
      describe: 'Whether a value that cannot become this type is a failure; otherwise it becomes null.',
      default: true,
    }),
    charset: text({ describe: 'Charset between bytes and text.' }),
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
