import type { Emitter } from '../core/expression.ts'
import { defineLanguage } from '../kit/language.ts'
import { byName, isTemplate } from './dynamic-name.ts'

export const exchangeProperty = defineLanguage({
  name: 'exchangeProperty',
  summary: 'The value of an exchange property; null where there is none.',
  computes: true,
  notes: ['The name may be a simple text.'],
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
  compile(name, _options, context) {
    if (isTemplate(name)) return byName(name, context, (exchange, each) => exchange.property(each))
    return Object.assign((exchange: { properties: Record<string, unknown> }) => exchange.properties[name] ?? null, {
      emit: (emitter: Emitter) => `(${emitter.entry('properties', name)} ?? null)`,
    })
  },
})
