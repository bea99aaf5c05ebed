import { choice, map, text } from '../kit/field.ts'
import { defineStep } from '../kit/step.ts'
import { uri } from '../kit/uri.ts'
import { compileDynamicSend } from './support/dynamic-send.ts'
import { dynamicFields } from './support/recipient.ts'

export const toD = defineStep({
  name: 'toD',
  summary: 'Sends the message to an endpoint whose URI is made from the message; a reply replaces it.',
  category: 'endpoint',
  shorthand: 'uri',
  notes: [
    'The URI is a `simple` text; `language:NAME:TEXT` takes another language. Where it gives nothing (null) nothing is sent; an empty text fails.',
    'A message that may choose the endpoint may choose any component: `allowedSchemes` names those that it may use.',
    'Delivery: as with `to`, the step has ended when the endpoint has taken the message as far as it promises.',
  ],
  fields: {
    uri: uri({ describe: 'The endpoint, a simple text.', required: true }),
    parameters: map({ describe: 'Options of the endpoint; they become part of the URI, and may be simple texts too.' }),
    variableSend: text({ describe: 'Variable whose value is sent instead of the body.' }),
    variableReceive: text({ describe: 'Variable that takes the reply; body and headers stay as they are.' }),
    pattern: choice(['InOnly', 'InOut'], { describe: 'Whether a reply is asked for.' }),
    ...dynamicFields,
  },
  examples: [
    {
      title: 'To the endpoint that a header names',
      yaml: `- from:
    uri: direct:start
    steps:
      - setHeader: { name: to, constant: orders }
      - toD: "mock:\${header.to}"
`,
    },
  ],
  compile: (options, context) => compileDynamicSend(options, context),
})
