import { andThen } from '../core/step.ts'
import { expression } from '../kit/field.ts'
import { defineStep } from '../kit/step.ts'
import { Slip, slipFields } from './support/slip.ts'

export const routingSlip = defineStep({
  name: 'routingSlip',
  summary: 'Sends the message through a list of endpoints, one after the other; each gets what the one before made.',
  category: 'routing',
  // the name of a header, as in Camel: the language `header` inline
  shorthand: 'header',
  notes: [
    'A plain text names the header with the endpoints.',
    'The list is made once, at the beginning. `CamelSlipEndpoint` is the endpoint of the current hop, and stays afterwards.',
    'A hop that fails, stops or handles a failure ends the slip and the route. An endpoint that does not exist fails the exchange when its turn comes.',
    'Delivery: the hops are part of the exchange; when it fails it is given back as a whole and starts with the first hop again.',
  ],
  fields: { expression: expression({ describe: 'The endpoints: a list, or a text.', required: true }), ...slipFields },
  examples: [
    {
      title: 'Along the endpoints in a header',
      yaml: `- from:
    uri: direct:start
    steps:
      - setHeader: { name: slip, constant: "mock:a,mock:b" }
      - routingSlip: { header: slip, allowedSchemes: mock }
`,
    },
  ],
  compile(options, context) {
    const slip = new Slip(options, context)
    return exchange => andThen(options.expression(exchange), value => slip.follow(exchange, slip.hops(value))) as void | Promise<void>
  },
})
