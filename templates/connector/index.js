import { defineConnector, integer, sinkFields, sourceFields, text } from 'kafila/kit'

/** Options that source and sink share. */
const login = {
  address: text({ describe: 'Where the service is.', default: 'localhost' }),
  password: text({ describe: 'The password for the service.', secret: true, default: 'right' }),
}

export default defineConnector({
  name: '__NAME__',
  summary: 'Reads from and writes to queues of __NAME__.',
  syntax: '__NAME__:queue',
  path: { queue: text({ describe: 'Name of the queue.', required: true }) },
  // what the conformance kit holds it to
  delivery: {
    source: { acks: 'native', order: 'key', redelivery: 'requeue', persistent: true, resume: 'none', groups: true },
    sink: { durable: 'remote', idempotentWrite: false, batchWrite: false },
    headers: 'strings',
  },
  source: {
    fields: { ...sourceFields, ...login, concurrency: integer({ describe: 'How many messages are worked on at a time.', default: 8 }) },
    // loaded with its first use, so that validating a route loads no client library
    open: async (options, context) => (await import('./source.js')).openSource(options, context),
  },
  sink: {
    fields: { ...sinkFields, ...login },
    open: async (options, context) => (await import('./sink.js')).openSink(options, context),
  },
  examples: [],
})
