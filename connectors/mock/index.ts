import { defineConnector, integer, text } from '../../src/kit/index.ts'
import { mocks } from './mocks.ts'

export default defineConnector({
  name: 'mock',
  summary: 'Keeps what it receives, for tests.',
  syntax: 'mock:name',
  path: { name: text({ describe: 'Name of the endpoint.', required: true }) },
  sink: {
    fields: {
      retainFirst: integer({ describe: 'Keeps only the first so many messages.' }),
      retainLast: integer({ describe: 'Keeps only the last so many messages.' }),
    },
    open({ name, retainFirst, retainLast }, context) {
      const endpoint = mocks(context).endpoint(name, {
        ...(retainFirst !== undefined && { retainFirst }),
        ...(retainLast !== undefined && { retainLast }),
      })
      return {
        send(exchange) {
          endpoint.receive(exchange)
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
