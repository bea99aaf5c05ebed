import type { Emitter } from '../core/expression.ts'
import { foldHeader } from '../core/headers.ts'
import { defineLanguage } from '../kit/language.ts'
import { byName, isTemplate } from './dynamic-name.ts'

export const header = defineLanguage({
  name: 'header',
  summary: 'The value of a header; null where there is none.',
  computes: true,
  notes: ['The name may be a simple text.'],
  fields: {},
  examples: [
    {
      title: 'A header as body',
      yaml: `- from:
    uri: direct:start
    steps:
      - setBody: { header: name }
      - to: mock:end
`,
    },
  ],
  compile(text, _options, context) {
    if (isTemplate(text)) return byName(text, context, (exchange, name) => exchange.header(name))
    const name = foldHeader(text)
    return Object.assign((exchange: { headers: Record<string, unknown> }) => exchange.headers[name] ?? null, {
      emit: (emitter: Emitter) => `(${emitter.entry('headers', name)} ?? null)`,
    })
  },
})
