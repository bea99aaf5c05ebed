import { findCharset } from '../../src/converters/index.ts'
import { errors } from '../../src/core/errors.ts'
import { boolean, defineConnector, type Field, sinkFields, text } from '../../src/kit/index.ts'

const encoding: Field<string | undefined> = {
  ...text({ describe: 'What the template is encoded in; UTF-8 unless given.' }),
  build(raw, scope) {
    const name = raw === undefined || raw === null ? undefined : scope.text(String(raw))
    if (name !== undefined && !findCharset(name)) throw errors.KF_FIELD_TYPE({ value: name, expected: 'a character set' })
    return name
  },
}

export default defineConnector({
  name: 'mustache',
  summary: 'Makes the body from a Mustache template.',
  notes: [
    'A template sees `body`, `headers` (`header`) and `variables`. Values are escaped for HTML, line feeds too, unless in three braces; `0` counts as something, an empty text as nothing.',
  ],
  inMemory: true,
  syntax: 'mustache:resourceUri',
  pathInQuery: true,
  path: { resourceUri: text({ describe: 'The template: `file:path`, `classpath:path`.', required: true }) },
  sink: {
    fields: {
      ...sinkFields,
      contentCache: boolean({ describe: 'Whether the template is read once; otherwise for every message.', default: true }),
      encoding,
      startDelimiter: text({ describe: 'What a tag begins with.', default: '{{' }),
      endDelimiter: text({ describe: 'What a tag ends with.', default: '}}' }),
      allowTemplateFromHeader: boolean({
        describe: 'Whether the headers `MustacheTemplate` (text) and `MustacheResourceUri` may bring the template.',
        default: false,
      }),
      allowContextMapAll: boolean({ describe: 'Whether a template sees `exchange` and `exchangeProperties` too.', default: false }),
    },
    // the library is only loaded where a route uses it
    open: async (options, context) => (await import('./sink.ts')).openMustacheSink(options, context),
  },
  examples: [
    {
      title: 'A letter',
      yaml: `- from:
    uri: direct:start
    steps:
      - to: mustache:file:letter.mustache
      - to: mock:end
`,
    },
  ],
})
