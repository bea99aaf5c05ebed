import { boolean, defineConnector, duration, text } from '../../src/kit/index.ts'
import { openDirectSink } from './sink.ts'
import { openDirectSource } from './source.ts'

export default defineConnector({
  name: 'direct',
  summary: 'Calls another route of the same runtime, synchronously, with the same exchange.',
  notes: [
    "A call is part of the caller's exchange: it has no acknowledgement of its own, and `stop` or a handled failure in the called route ends the calling one too.",
  ],
  syntax: 'direct:name',
  path: { name: text({ describe: 'Name of the endpoint.', required: true }) },
  source: {
    fields: {
      bridgeErrorHandler: boolean({
        describe: 'Has no effect: direct has no failures of its own before a message is there.',
        default: false,
        advanced: true,
      }),
    },
    open: ({ name }, context) => openDirectSource(name, context),
  },
  sink: {
    fields: {
      block: boolean({ describe: 'Whether a call waits for a consumer where there is none.', default: true }),
      timeout: duration({ describe: 'How long it waits.', default: 30_000 }),
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
