import { boolean, choice, defineConnector, integer, sinkFields, text } from '../../src/kit/index.ts'
import { openXsltSink } from './sink.ts'

const javaObject = (describe: string) => text({ describe, advanced: true, unsupported: 'it takes a Java object' })

export default defineConnector({
  name: 'xslt',
  summary: 'Transforms the body by an XSLT 1.0 stylesheet.',
  notes: [
    'Headers are given to the parameters of the same names that the stylesheet declares.',
    'Stylesheets that are included or imported are read from beside the stylesheet. `document()` is not supported: a stylesheet reads nothing but its message.',
    'The stylesheet is compiled when the route starts; one that is missing or wrong fails the start.',
  ],
  inMemory: true,
  syntax: 'xslt:resourceUri',
  path: { resourceUri: text({ describe: 'The stylesheet: `file:path`, `classpath:path`.', required: true }) },
  sink: {
    fields: {
      ...sinkFields,
      contentCache: boolean({ describe: 'Whether the stylesheet is read once; otherwise for every message.', default: true }),
      failOnNullBody: boolean({ describe: 'Whether a null body fails; otherwise an empty document is transformed.', default: true }),
      output: choice(['string', 'bytes', 'DOM', 'file'], {
        describe: 'What the new body is; `file` is written where the header `CamelXsltFileName` says.',
        default: 'string',
      }),
      source: text({ describe: 'What is transformed instead of the body: `header:name`, `variable:name`, `property:name`.' }),
      allowTemplateFromHeader: boolean({ describe: 'Whether the header `CamelXsltStylesheet` may bring the stylesheet.', default: false }),
      deleteOutputFile: boolean({ describe: 'Whether the file of `output=file` is deleted when the exchange has ended.', default: false }),
      transformerCacheSize: integer({ describe: 'Has no effect: a compiled stylesheet serves all messages.', default: 0 }),
      xpathTotalOpLimit: integer({ describe: 'Has no effect: templates may be nested 2000 deep.', default: 10_000, advanced: true }),
      entityResolver: javaObject('Finds entities.'),
      errorListener: javaObject('Takes errors.'),
      resultHandlerFactory: javaObject('Makes results.'),
      transformerFactory: javaObject('Another processor.'),
      transformerFactoryClass: javaObject('Another processor.'),
      transformerFactoryConfigurationStrategy: javaObject('Sets up the processor.'),
      uriResolver: javaObject('Finds included stylesheets.'),
      xsltMessageLogger: javaObject('Takes messages of the stylesheet.'),
    },
    open: (options, context) => openXsltSink(options, context),
  },
  examples: [
    {
      title: 'A list from an order',
      yaml: `- from:
    uri: direct:start
    steps:
      - to: xslt:file:order.xsl
      - to: mock:end
`,
    },
  ],
})
