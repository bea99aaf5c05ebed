import { defineConnector, text } from '../../src/kit/index.ts'
import { sedaComponentOptions, sedaSinkFields, sedaSourceFields } from '../../src/kit/queue/fields.ts'
import { openSedaPoller } from '../../src/kit/queue/poller.ts'
import { sedaQueue } from '../../src/kit/queue/queues.ts'
import { openSedaSink } from '../../src/kit/queue/sink.ts'
import { openSedaSource } from '../../src/kit/queue/source.ts'

export default defineConnector({
  name: 'stub',
  summary: 'Takes the place of another endpoint while a route is tried out: any path, any options, messages are queued in memory.',
  notes: ['It behaves as `seda` does; options that `seda` has not are ignored, since they belong to the endpoint that is replaced.'],
  inMemory: true,
  nameless: true,
  syntax: 'stub:name',
  componentOptions: sedaComponentOptions,
  pathInQuery: true,
  path: { name: text({ describe: 'Name of the queue; usually the URI that is replaced.', required: true }) },
  lenient: true,
  source: {
    fields: sedaSourceFields,
    open: (options, context, address) => openSedaSource(options, context, sedaQueue(context, address)),
  },
  sink: {
    fields: sedaSinkFields,
    open: (options, context, address) => openSedaSink(options, context, sedaQueue(context, address)),
  },
  polled: { open: (_options, context, address) => openSedaPoller(context, sedaQueue(context, address)) },
  examples: [
    {
      title: 'In place of mail',
      yaml: `- from:
    uri: direct:start
    steps:
      - to: stub:smtp://mail.example.com?to=me@example.com
`,
    },
  ],
})
