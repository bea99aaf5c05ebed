import { boolean, defineConnector, sinkFields, text } from '../../src/kit/index.ts'
import { openJsonValidatorSink } from './sink.ts'

const javaObject = (describe: string) => text({ describe, advanced: true, unsupported: 'it takes a Java object' })

export default defineConnector({
  name: 'json-validator',
  summary: 'Checks the body against a JSON schema.',
  notes: [
    'Schemas of the drafts 4, 6, 7, 2019-09 and 2020-12 (where `$schema` is missing) are read. `format` is checked up to draft 7; later drafts take it for a remark.',
    'A body that does not satisfy the schema fails with `JsonValidationException`, a `ValidationException`. Text, bytes and streams are checked; maps and lists are no JSON, and fail. What follows the first value is not looked at.',
  ],
  inMemory: true,
  syntax: 'json-validator:resourceUri',
  pathInQuery: true,
  path: { resourceUri: text({ describe: 'The schema: `file:path`, `classpath:path`. A missing one fails each message.', required: true }) },
  sink: {
    fields: {
      ...sinkFields,
      contentCache: boolean({ describe: 'Whether the schema is read once; otherwise for every message.', default: true }),
      failOnNullBody: boolean({ describe: 'Whether a null body fails.', default: true }),
      headerName: text({ describe: 'Checks this header instead of the body.' }),
      failOnNullHeader: boolean({ describe: 'Whether a missing header fails.', default: true }),
      allowContextMapAll: boolean({ describe: 'Has no effect: a schema sees no message.', default: false }),
      enabledDeserializationFeatures: javaObject('Features of the Java library.'),
      disabledDeserializationFeatures: javaObject('Features of the Java library.'),
      errorHandler: javaObject('Takes the errors.'),
      objectMapper: javaObject('Reads the body.'),
      uriSchemaLoader: javaObject('Reads the schema.'),
    },
    open: (options, context) => openJsonValidatorSink(options, context),
  },
  examples: [
    {
      title: 'Valid orders only',
      yaml: `- from:
    uri: direct:start
    steps:
      - to: json-validator:file:order.schema.json
      - to: mock:end
`,
    },
  ],
})
