import { getVariable } from '../core/variables.ts'
import { defineLanguage } from '../kit/language.ts'

/** A variable. */
export const variable = defineLanguage({
  name: 'variable',
  summary: 'The value of a variable; nothing where there is none.',
  notes: ['`global:x` is kept for the whole runtime, `route:x` for this route, `route:ID:x` for another one.'],
  fields: {},
  examples: [
    {
      title: 'The body from a variable',
      yaml: `- route:\n    id: variable\n    from:\n      uri: direct:variable\n      steps:\n        - setVariable: { name: input, simple: "\${body}" }\n        - setBody: { variable: input }\n`,
    },
  ],
  compile: text => exchange => getVariable(exchange, text),
})
