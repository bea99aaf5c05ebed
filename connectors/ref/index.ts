import { defineConnector, text } from '../../src/kit/index.ts'
import { endpointBean } from './endpoint-bean.ts'

export default defineConnector({
  name: 'ref',
  summary: 'Sends to an endpoint that the host application has put among the beans.',
  notes: ['Options of the endpoint belong to the endpoint itself; only sending is possible.'],
  inMemory: true,
  syntax: 'ref:name',
  path: { name: text({ describe: 'Name of the bean.', required: true }) },
  sink: {
    fields: {},
    open: ({ name }, context) => {
      const endpoint = endpointBean(name, context.services)
      return {
        send(exchange) {
          const sink = endpoint.sink()
          return sink instanceof Promise ? sink.then(ready => ready.send(exchange)) : sink.send(exchange)
        },
        // the endpoint belongs to whoever made it
        close() {},
      }
    },
  },
  examples: [
    {
      title: 'An endpoint of the host application',
      yaml: `- from:
    uri: direct:start
    steps:
      - to: ref:orders
`,
    },
  ],
})
