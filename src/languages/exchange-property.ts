import { defineLanguage } from '../kit/language.ts'

export const exchangeProperty = defineLanguage({
  name: 'exchangeProperty',
  summary: 'The value of an exchange property; null where there is none.',
  fields: {},
  examples: [
    {
      title: 'A property as body',
      yaml: `- from:
    uri: direct:start
    steps:
      - setProperty: { name: kept, simple: "\${body}" }
      - setBody: { exchangeProperty: kept }
      - to: mock:end
`,
    },
  ],
  compile(name) {
    return Object.assign((exchange: { properties: Record<string, unknown> }) => exchange.properties[name] ?? null, {
      emit: () => `(ex.properties[${JSON.stringify(name)}] ?? null)`,
    })
  },
})
