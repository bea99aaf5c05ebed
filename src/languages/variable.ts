import { getVariable } from '../core/variables.ts'
import { defineLanguage } from '../kit/language.ts'
import { byName, isTemplate } from './dynamic-name.ts'

/** A variable. */
export const variable = defineLanguage({
  name: 'variable',
  summary: 'The value of a variable; nothing where there is none.',
  computes: true,
  notes: [
    '`global:x` is kept for the whole runtime, `route:x` for this route, `route:ID:x` for another one. The name may be a simple text.',
  ],
  fields: {},
  examples: [
    {
      title: 'The body from a variable',
      yaml: `- route:\n    id: variable\n    from:\n      uri: direct:variable\n      steps:\n        - setVariable: { name: input, simple: "\${body}" }\n        - setBody: { variable: input }\n`,
    },
  ],
  compile: (text, _options, context) => (isTemplate(text) ? byName(text, context, getVariable) : exchange => getVariable(exchange, text)),
})
