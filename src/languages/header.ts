import { foldHeader } from '../core/headers.ts'
import { defineLanguage } from '../kit/language.ts'

export const header = defineLanguage({
  name: 'header',
  summary: 'The value of a header; null where there is none.',
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
  compile(text) {
    const name = foldHeader(text)
    return Object.assign((exchange: { headers: Record<string, unknown> }) => exchange.headers[name] ?? null, { emit: () => `(ex.headers[${JSON.stringify(name)}] ?? null)` })
  },
})
