import { convertOrNull, mandatoryBody } from '../converters/index.ts'
import { boolean, text } from '../kit/field.ts'
import { defineStep } from '../kit/step.ts'
import { charsetField, checkCharset, checkedType, withCharset } from './support/convert-with.ts'

export const convertBodyTo = defineStep({
  name: 'convertBodyTo',
  summary: 'Converts the body to a type.',
  category: 'transformation',
  computes: true,
  notes: [
    'Types are named as in Java: `String`, `int`, `Integer`, `long`, `double`, `boolean`, `byte[]`, `java.util.Map`, `java.io.InputStream` … An unknown one keeps the route from starting. A null body stays null.',
  ],
  shorthand: 'type',
  fields: {
    type: text({ describe: 'The type.', required: true }),
    mandatory: boolean({
      describe:
        'Whether a body that cannot become this type is a failure; otherwise it becomes null. A bad value is a failure in any case.',
      default: true,
    }),
    charset: charsetField,
  },
  examples: [
    {
      title: 'Bytes as text',
      yaml: `- from:
    uri: direct:start
    steps:
      - convertBodyTo: { type: String, charset: iso-8859-1 }
      - to: mock:end
`,
    },
  ],
  compile({ type, mandatory, charset }) {
    const target = checkedType(type)
    checkCharset(charset)
    return exchange => {
      if (exchange.body === null) return
      exchange.body = withCharset(exchange, charset, () =>
        mandatory ? mandatoryBody(exchange, target) : convertOrNull(exchange.body, target, exchange),
      )
    }
  },
})
