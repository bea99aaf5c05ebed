import { choice, map, text } from '../kit/field.ts'
import { defineStep } from '../kit/step.ts'
import { uri } from '../kit/uri.ts'
import { patternOf, sendMessage } from './support/send-message.ts'

export const to = defineStep({
  name: 'to',
  summary: 'Sends the message to an endpoint; a reply replaces it.',
  category: 'endpoint',
  shorthand: 'uri',
  notes: [
    'The step has ended when the endpoint has taken the message as far as it promises; what that is stands with each connector.',
    'A called route (`direct:`) that was stopped, or whose error handler has dealt with a failure, ends this one too.',
  ],
  fields: {
    uri: uri({ describe: 'The endpoint.', required: true }),
    parameters: map({ describe: 'Options of the endpoint, where they do not stand in its URI.' }),
    pattern: choice(['InOnly', 'InOut'], {
      describe: 'Whether a reply is asked for; the pattern of the exchange is the same again afterwards.',
    }),
    variableSend: text({ describe: 'Variable whose value is sent instead of the body; headers are sent as they are.' }),
    variableReceive: text({
      describe:
        'Variable that takes the body of the reply, its headers as `header:NAME.HEADER` beside it; body and headers stay as they are.',
    }),
  },
  examples: [
    {
      title: 'To another route, its reply into a variable',
      yaml: `- from:
    uri: direct:start
    steps:
      - to: { uri: "direct:price", variableReceive: price }
      - setHeader: { name: price, variable: price }
      - to: mock:end
- from:
    uri: direct:price
    steps:
      - setBody: { constant: "42" }
`,
    },
  ],
  compile({ uri, parameters, pattern, variableSend, variableReceive }, context) {
    const endpoint = context.endpoint(uri, parameters)
    context.onStart(async () => {
      await endpoint.sink()
    })
    const options = { pattern: patternOf(endpoint.uri) ?? pattern, variableSend, variableReceive }
    if (Object.values(options).every(each => each === undefined)) return context.sender(endpoint)
    return exchange => sendMessage(exchange, each => context.send(endpoint, each), options)
  },
})
