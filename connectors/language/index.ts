import { boolean, defineConnector, sinkFields, text } from '../../src/kit/index.ts'
import { openLanguageSink } from './sink.ts'

export default defineConnector({
  name: 'language',
  summary: 'Evaluates an expression in any language and makes its result the body.',
  notes: ['A script in a file is read for every message, as Camel does whatever `contentCache` says; one in the URI is compiled once.'],
  inMemory: true,
  syntax: 'language:languageName:resourceUri',
  path: {
    languageName: text({ describe: 'Name of the language.', required: true }),
    resourceUri: text({ describe: 'The expression, or where it is: `file:path`, `classpath:path`, `resource:…`.' }),
  },
  sink: {
    fields: {
      ...sinkFields,
      script: text({ describe: 'The expression.' }),
      resultType: text({ describe: 'Type that the result is converted to.' }),
      transform: boolean({ describe: 'Whether the result becomes the body.', default: true }),
      allowTemplateFromHeader: boolean({ describe: 'Whether the header `CamelLanguageScript` may bring the expression.', default: false }),
      binary: boolean({ describe: 'Whether the script is binary.', default: false, advanced: true, unsupported: 'scripts are text' }),
      contentCache: boolean({ describe: 'Has no effect: a script in a file is read for every message.', default: true }),
      cacheScript: boolean({ describe: 'Has no effect: an expression in the URI is compiled once.', default: false, advanced: true }),
      allowContextMapAll: boolean({
        describe: 'Has no effect: expressions see the exchange.',
        default: false,
      }),
    },
    open: (options, context) => openLanguageSink(options, context),
  },
  examples: [
    {
      title: 'A greeting',
      yaml: `- from:
    uri: direct:start
    steps:
      - to: language:simple:Hello \${body}
      - to: mock:end
`,
    },
  ],
})
