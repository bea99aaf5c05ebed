import { bean, boolean, choice, defineConnector, sinkFields, text } from '../../src/kit/index.ts'

const types = ['Jackson', 'JsonString'] as const

export default defineConnector({
  name: 'jsonata',
  summary: 'Makes the body from a JSONata expression in a file.',
  notes: [
    'With `inputType=Jackson` the body is a map, list or plain value (a text is a text); with `JsonString` it is JSON in text, bytes or a stream.',
    'A missing or bad expression fails each message, not the start. To write an expression into the route itself, use the language `jsonata`.',
  ],
  inMemory: true,
  syntax: 'jsonata:resourceUri',
  pathInQuery: true,
  path: { resourceUri: text({ describe: 'The expression: `file:path`, `classpath:path`, `ref:bean` (a text).', required: true }) },
  sink: {
    fields: {
      ...sinkFields,
      inputType: choice(types, { describe: 'Whether the body is values or JSON text.', default: 'Jackson' }),
      outputType: choice(types, { describe: 'Whether the result is a JSON node or JSON text.', default: 'Jackson' }),
      prettyPrint: boolean({ describe: 'Whether JSON text is indented.', default: false }),
      contentCache: boolean({ describe: 'Whether the expression is read once; otherwise for every message.', default: true }),
      allowTemplateFromHeader: boolean({
        describe: 'Whether the header `CamelJsonataResourceUri` may bring the expression: its place, or (without scheme) its text.',
        default: false,
      }),
      allowContextMapAll: boolean({ describe: 'Has no effect, as in Camel: an expression sees its input only.', default: false }),
      frameBinding: bean({ describe: 'A bean whose functions and values the expression sees by their names.', advanced: true }),
    },
    // the language is only loaded where a route uses it
    open: async (options, context) => (await import('./sink.ts')).openJsonataSink(options, context),
  },
  examples: [
    {
      title: 'A mapping in a file',
      yaml: `- from:
    uri: direct:start
    steps:
      - to: jsonata:file:order.jsonata?inputType=JsonString&outputType=JsonString
      - to: mock:end
`,
    },
  ],
})
