import { choice, defineConnector, text } from '../../src/kit/index.ts'
import { openDataFormatSink } from './sink.ts'

export default defineConnector({
  name: 'dataformat',
  summary: 'Writes the body in a data format, or reads it.',
  notes: [
    "Options are those of the data format. Its name is Camel's: jackson, gson, csv, yaml-snakeyaml, jacksonXml, base64, gzipDeflater, zipDeflater, zipFile, tarFile.",
  ],
  inMemory: true,
  syntax: 'dataformat:name:operation',
  lenient: true,
  path: {
    name: text({ describe: 'Name of the data format.', required: true }),
    operation: choice(['marshal', 'unmarshal'], { describe: 'Whether to write or to read.', required: true }),
  },
  sink: {
    fields: {},
    open: (options, context, address) => openDataFormatSink(options, context, address),
  },
  examples: [
    {
      title: 'CSV as JSON',
      yaml: `- from:
    uri: direct:start
    steps:
      - to: "dataformat:csv:unmarshal?useMaps=true"
      - to: dataformat:jackson:marshal
      - to: mock:end
`,
    },
  ],
})
