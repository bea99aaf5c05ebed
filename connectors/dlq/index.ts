import { bean, defineConnector, duration, sinkFields, sourceFields, text } from '../../src/kit/index.ts'
import { openDeadLetterSink } from './sink.ts'
import { openDeadLetterSource } from './source.ts'

const storeFields = {
  directory: text({
    describe: 'The folder that letters are kept in, from the directory of the runtime on. Default: .kafila/dead-letters.',
  }),
  store: bean({ describe: 'A store to keep them in instead: a bean of the type kafila.LmdbStore or kafila.PostgresStore.' }),
}

export default defineConnector({
  name: 'dlq',
  summary: 'Keeps messages that failed for good until somebody sends them again.',
  notes: [
    'A letter holds the message (body, headers, properties, variables), the error with its code and Java class, the route, the last endpoint, the number of attempts and the time. `kafila dlq` lists, shows, replays and drops letters.',
    'Delivery: `send` settles when the letter is on the disk, or in the database. A letter that cannot be kept fails the message, also where the error handler of the route would pass over a failing dead letter endpoint (`deadLetterHandleNewException`), so that the source gives it again.',
    'A body that cannot be stored (an object of a class) is kept as its text.',
    'As source it gives each letter as a message, from the oldest on, and removes it when the message has ended well; one that fails comes again with growing delay.',
  ],
  syntax: 'dlq:queue',
  path: { queue: text({ describe: 'Name of the queue of letters: one for each kind of trouble.', required: true }) },
  source: {
    fields: { ...sourceFields, ...storeFields, delay: duration({ describe: 'How often it is looked for new letters.', default: 1000 }) },
    open: (options, context) => openDeadLetterSource(options, context),
  },
  sink: { fields: { ...sinkFields, ...storeFields }, open: (options, context) => openDeadLetterSink(options, context) },
  delivery: {
    source: { acks: 'native', order: 'total', redelivery: 'requeue', persistent: true, resume: 'broker' },
    sink: { durable: 'local', idempotentWrite: false, batchWrite: true },
    headers: 'all',
  },
  examples: [
    {
      title: 'Orders that fail three times are put aside',
      yaml: `- errorHandler:
    deadLetterChannel:
      deadLetterUri: dlq:orders
      redeliveryPolicy: { maximumRedeliveries: 2, redeliveryDelay: "100" }
- from:
    uri: direct:orders
    steps:
      - to: mock:shop
`,
    },
  ],
})
