import { boolean, browseLimit, choice, defineConnector, duration, integer, sinkFields, sourceFields, text } from '../../src/kit/index.ts'
import { openDataSetSink } from './sink.ts'
import { openDataSetSource } from './source.ts'

const index = choice(['strict', 'lenient', 'off'], {
  describe:
    'How the header `CamelDataSetIndex` is used: the source sets it unless `off`; the sink checks it, and with `lenient` sets it where it is missing.',
  default: 'lenient',
})
const expectation = () => duration({ describe: 'Has no effect: expectations are made by the test itself.', advanced: true })
const count = (what: string) => integer({ describe: `Has no effect: ${what}.`, default: -1, advanced: true })

export default defineConnector({
  name: 'dataset',
  summary: 'Sends the messages of a data set, for load tests, or checks that they arrive.',
  inMemory: true,
  syntax: 'dataset:name',
  path: { name: text({ describe: 'Name of a bean that is a data set.', required: true }) },
  lenient: true,
  source: {
    exclusive: true,
    fields: {
      ...sourceFields,
      dataSetIndex: index,
      initialDelay: duration({ describe: 'How long before the first message.', default: 1000 }),
      produceDelay: duration({ describe: 'How long between messages.', default: 3 }),
      preloadSize: integer({ describe: 'How many messages are sent before the route counts as started.', default: 0 }),
      minRate: integer({ describe: 'Has no effect: the size of a data set does not grow.', default: 0 }),
      browseLimit,
    },
    open: (options, context) => openDataSetSource(options, context),
  },
  sink: {
    fields: {
      ...sinkFields,
      dataSetIndex: index,
      consumeDelay: duration({ describe: 'How long each message takes.', default: 0 }),
      expectedCount: count('expectations are made by the test itself'),
      retainFirst: count('messages are checked, not kept'),
      retainLast: count('messages are checked, not kept'),
      reportGroup: integer({ describe: 'Logs the throughput.', advanced: true, unsupported: 'use log: with groupSize' }),
      copyOnExchange: boolean({ describe: 'Has no effect: messages are checked, not kept.', default: true, advanced: true }),
      failFast: boolean({
        describe: 'Has no effect: a message that is not the expected one is logged.',
        default: true,
        advanced: true,
      }),
      log: boolean({ describe: 'Whether a line is logged for each message.', default: false, advanced: true }),
      assertPeriod: expectation(),
      resultWaitTime: expectation(),
      resultMinimumWaitTime: expectation(),
      sleepForEmptyTest: expectation(),
      browseLimit,
    },
    open: (options, context) => openDataSetSink(options, context),
  },
  examples: [
    {
      title: 'Five equal messages',
      yaml: `- beans:
    - name: five
      type: org.apache.camel.component.dataset.SimpleDataSet
      properties: { size: 5, defaultBody: hello }
- from:
    uri: dataset:five?initialDelay=0
    steps:
      - to: mock:end
`,
    },
  ],
})
