import { boolean, choice, defineConnector, sinkFields, text } from '../../src/kit/index.ts'
import { openValidatorSink } from './sink.ts'

const javaObject = (describe: string) => text({ describe, advanced: true, unsupported: 'it takes a Java object' })

export default defineConnector({
  name: 'validator',
  summary: 'Checks the body against an XML schema (XSD 1.0).',
  notes: [
    'A body that is no XML, or does not satisfy the schema, fails with `SchemaValidationException`, a `ValidationException`; the body stays as it is.',
    'Schemas that the schema includes or imports by relative locations are read from beside it. Nothing that a message names is loaded.',
    'Messages are checked by libxml2 (compiled to WebAssembly), whose words differ from those of Java.',
  ],
  inMemory: true,
  syntax: 'validator:resourceUri',
  path: { resourceUri: text({ describe: 'The schema: `file:path`, `classpath:path`. A missing one fails the start.', required: true }) },
  sink: {
    fields: {
      ...sinkFields,
      failOnNullBody: boolean({ describe: 'Whether a null body fails.', default: true }),
      headerName: text({ describe: 'Checks this header instead of the body.' }),
      failOnNullHeader: boolean({ describe: 'Whether a missing header fails.', default: true }),
      schemaLanguage: choice(['http://www.w3.org/2001/XMLSchema'], {
        describe: 'The language of the schema; only XSD is supported.',
        default: 'http://www.w3.org/2001/XMLSchema',
        advanced: true,
      }),
      useSharedSchema: boolean({ describe: 'Has no effect: the schema is read once.', default: true, advanced: true }),
      errorHandler: javaObject('Takes the errors.'),
      resourceResolver: javaObject('Finds included schemas.'),
      resourceResolverFactory: javaObject('Finds included schemas.'),
      schemaFactory: javaObject('Reads the schema.'),
    },
    open: (options, context) => openValidatorSink(options, context),
  },
  examples: [
    {
      title: 'Valid orders only',
      yaml: `- from:
    uri: direct:start
    steps:
      - to: validator:file:order.xsd
      - to: mock:end
`,
    },
  ],
})
