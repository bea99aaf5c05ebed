import { defineLanguage } from '../kit/language.ts'

export const constant = defineLanguage({
  name: 'constant',
  summary: 'A fixed text, made when the route is built.',
  computes: true,
  fields: {},
  examples: [
    {
      title: 'A fixed body',
      yaml: `- from:
    uri: direct:start
    steps:
      - setBody: { constant: hello }
      - to: mock:end
`,
    },
  ],
  compile: text => Object.assign(() => text, { constant: { value: text }, emit: () => JSON.stringify(text) }),
})
