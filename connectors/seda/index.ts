import { defineConnector, text } from '../../src/kit/index.ts'
import { sedaComponentOptions, sedaSinkFields, sedaSourceFields } from '../../src/kit/queue/fields.ts'
import { openSedaPoller } from '../../src/kit/queue/poller.ts'
import { sedaQueue } from '../../src/kit/queue/queues.ts'
import { openSedaSink } from '../../src/kit/queue/sink.ts'
import { openSedaSource } from '../../src/kit/queue/source.ts'

export default defineConnector({
  name: 'seda',
  summary: 'Hands messages to another route of the same runtime through a bounded queue in memory.',
  notes: [
    'The sender goes on as soon as the message is queued. What has to happen when the message has ended (moving its file, confirming its idempotent key) moves along with it and happens when the consuming route has ended; a failure there counts.',
    'The queue is lost when the process ends: a stop works it off first, a crash does not. Sources that are acknowledged only by such a completion get their message again.',
    'One consumer works on one message after the other. A step that waits without keeping the order (an asynchronous `delay`) lets the next one begin.',
  ],
  inMemory: true,
  nameless: true,
  syntax: 'seda:name',
  componentOptions: sedaComponentOptions,
  local: { single: ({ multipleConsumers }) => multipleConsumers !== 'true', needsSource: false },
  pathInQuery: true,
  path: { name: text({ describe: 'Name of the queue.', required: true }) },
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
      title: 'Three at a time',
      yaml: `- from:
    uri: direct:start
    steps:
      - to: seda:work
- from:
    uri: seda:work?concurrentConsumers=3
    steps:
      - to: mock:end
`,
    },
  ],
})
