import { text } from '../kit/field.ts'
import { defineLanguage } from '../kit/language.ts'

/** Any other language, by its name. */
export const language = defineLanguage({
  name: 'language',
  summary: 'An expression of the language that an option names.',
  fields: { language: text({ describe: 'The name of the language.', required: true }) },
  examples: [
    {
      title: 'A language by name',
      yaml: `- route:\n    id: language\n    from:\n      uri: direct:language\n      steps:\n        - setBody: { language: { language: simple, expression: "Hello \${body}" } }\n`,
    },
  ],
  compile: (source, options, context) => context.compile(options.language, source),
})
