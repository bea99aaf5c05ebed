import { duration, map, text } from '../kit/field.ts'
import { defineStep } from '../kit/step.ts'
import { uri } from '../kit/uri.ts'
import { pollEnrich } from './poll-enrich.ts'
import { polledUri } from './support/polled-uri.ts'
import { uriModel } from './support/recipient.ts'

export const poll = defineStep({
  name: 'poll',
  summary: 'Polls one message from an endpoint: its body replaces the body, its headers are added.',
  category: 'endpoint',
  shorthand: 'uri',
  notes: [
    'Where nothing came in time the body is null.',
    'An expression on the body in the `fileName` of a `file:` endpoint finds nothing: the name is asked without it.',
    'Delivery: what was polled is settled (a file moved, a message acknowledged) with the outcome of the exchange.',
  ],
  fields: {
    uri: uri({ describe: 'The endpoint; a simple text.', required: true, endpoint: 'source' }),
    parameters: map({ describe: 'Options of the endpoint.' }),
    variableReceive: text({ describe: 'Variable that takes what was polled; body and headers stay as they are.' }),
    timeout: duration({ describe: 'How long a message is waited for; -1 for ever, 0 not at all.', default: 20_000 }),
  },
  examples: [
    {
      title: 'The next message of a queue',
      yaml: `- from:
    uri: direct:start
    steps:
      - poll: { uri: "seda:waiting", timeout: "0" }
      - to: mock:end
`,
    },
  ],
  compile({ uri, parameters, variableReceive, timeout }, context) {
    return pollEnrich.compile(
      {
        expression: polledUri(uriModel(context.uriTemplate(uri, parameters)), context),
        variableReceive,
        aggregationStrategy: undefined,
        aggregationStrategyMethodName: undefined,
        aggregationStrategyMethodAllowNull: false,
        aggregateOnException: false,
        timeout,
        cacheSize: undefined,
        allowedSchemes: undefined,
        ignoreInvalidEndpoint: false,
        allowOptimisedComponents: true,
        autoStartComponents: true,
      },
      context,
    )
  },
})
