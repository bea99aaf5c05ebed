import { boolean, defineConnector, duration, sinkFields, sourceFields, synchronous, text } from '../../src/kit/index.ts'
import { openDirectSink } from './sink.ts'
import { openDirectSource } from './source.ts'

export default defineConnector({
  name: 'direct',
  summary: 'Calls another route of the same runtime, synchronously, with the same exchange.',
  notes: [
    "A call is part of the caller's exchange: it has no acknowledgement of its own, and `stop` or a handled failure in the called route ends the calling one too.",
  ],
  inMemory: true,
  nameless: true,
  syntax: 'direct:name',
  pathInQuery: false,
  local: { single: () => true, needsSource: true },
  path: { name: text({ describe: 'Name of the endpoint.', required: true }) },
  source: {
    fields: { ...sourceFields, synchronous },
    open: ({ name }, context) => openDirectSource(name, context),
  },
  sink: {
    fields: {
      ...sinkFields,
      synchronous,
      block: boolean({ describe: 'Whether a call waits for a consumer where there is none.', default: true }),
      timeout: duration({ describe: 'How long it waits, even where a call without consumer does not fail.', default: 30_000 }),
      failIfNoConsumers: boolean({ describe: 'Whether a call without consumer fails.', default: true }),
    },
    open: (options, context) => openDirectSink(options, context),
  },
  examples: [
    {
      title: 'Two routes',
      yaml: `- from:
    uri: direct:start
    steps:
      - to: direct:greet
      - to: mock:end
- from:
    uri: direct:greet
    steps:
      - setBody: { simple: "Hello \${body}" }
`,
    },
  ],
})
