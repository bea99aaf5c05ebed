import { boolean, browseLimit, defineConnector, duration, integer, sinkFields, text } from '../../src/kit/index.ts'
import { mocks } from './mocks.ts'

const expectation = (what: string) => duration({ describe: `Has no effect: ${what} are made by the test itself.`, advanced: true })

export default defineConnector({
  name: 'mock',
  summary: 'Keeps what it receives, for tests.',
  inMemory: true,
  nameless: true,
  syntax: 'mock:name',
  pathInQuery: true,
  path: { name: text({ describe: 'Name of the endpoint.', required: true }) },
  lenient: true,
  sink: {
    fields: {
      ...sinkFields,
      retainFirst: integer({ describe: 'Keeps only the first so many messages; below 0: all.', default: -1 }),
      retainLast: integer({ describe: 'Keeps only the last so many messages; below 0: all.', default: -1 }),
      log: boolean({ describe: 'Whether a line is logged for each message.', default: false }),
      copyOnExchange: boolean({
        describe: 'Has no effect: what a mock keeps shares with the message until one of them is changed.',
        default: true,
        advanced: true,
      }),
      expectedCount: integer({ describe: 'Has no effect: expectations are made by the test itself.', default: -1 }),
      failFast: boolean({ describe: 'Has no effect: expectations are made by the test itself.', default: true, advanced: true }),
      assertPeriod: expectation('expectations'),
      resultWaitTime: expectation('expectations'),
      resultMinimumWaitTime: expectation('expectations'),
      sleepForEmptyTest: expectation('expectations'),
      reportGroup: integer({
        describe: 'Logs the throughput after so many messages.',
        advanced: true,
        unsupported: 'use log: with groupSize',
      }),
      browseLimit,
    },
    open: ({ name, retainFirst, retainLast, log }, context) => {
      const endpoint = mocks(context).endpoint(name, { first: retainFirst, last: retainLast })
      return {
        send(exchange) {
          endpoint.receive(exchange, context.uri)
          if (log) context.log('INFO', `mock:${name} received #${endpoint.count} -> ${exchange}`)
        },
        close() {},
      }
    },
  },
  examples: [
    {
      title: 'The end of a route under test',
      yaml: `- from:
    uri: direct:start
    steps:
      - to: mock:end
`,
    },
  ],
})
