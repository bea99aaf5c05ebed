import { choice, map, text } from '../kit/field.ts'
import { defineStep } from '../kit/step.ts'

export const to = defineStep({
  name: 'to',
  summary: 'Sends the message to an endpoint; a reply replaces it.',
  category: 'endpoint',
  shorthand: 'uri',
  fields: {
    uri: text({ describe: 'The endpoint.', required: true }),
    parameters: map({ describe: 'Options of the endpoint.' }),
    pattern: choice(['InOnly', 'InOut'], { describe: 'Whether a reply is asked for.' }),
    variableSend: text({ describe: 'Variable whose value is sent instead of the body.' }),
    variableReceive: text({ describe: 'Variable that takes the reply; body and headers stay as they are.' }),
  },
  examples: [
    {
      title: 'To another route',
      yaml: `- from:
    uri: direct:start
    steps:
      - to: mock:end
`,
    },
  ],
  compile({ uri, parameters }, context) {
    const endpoint = context.endpoint(uri, parameters)
    context.onStart(async () => {
      await endpoint.sink()
    })
    return exchange => context.send(endpoint, exchange)
  },
})
