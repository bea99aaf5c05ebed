import { andThen } from '../core/step.ts'
import { expression } from '../kit/field.ts'
import { defineStep } from '../kit/step.ts'
import { type Hops, Slip, slipFields } from './support/slip.ts'
import { untilReady } from './support/until-ready.ts'

export const dynamicRouter = defineStep({
  name: 'dynamicRouter',
  summary: 'Sends the message from endpoint to endpoint, asking an expression after each hop where to go next.',
  category: 'routing',
  notes: [
    'Nothing (null), an empty text or an empty list ends it. An expression that always gives an endpoint never ends: `CamelSlipEndpoint` tells where the message was last.',
    'A hop that fails, stops or handles a failure ends the router and the route.',
    'Delivery: the hops are part of the exchange; when it fails it is given back as a whole and starts with the first hop again.',
  ],
  fields: {
    expression: expression({ describe: 'The next endpoint, or several; asked again after each hop.', required: true }),
    ...slipFields,
  },
  examples: [
    {
      title: 'Each route says where to go next',
      yaml: `- from:
    uri: direct:start
    steps:
      - setHeader: { name: next, constant: "direct:draft" }
      - dynamicRouter: { header: next }
      - to: mock:end
- from:
    uri: direct:draft
    steps:
      - removeHeader: { name: next }
`,
    },
  ],
  compile(options, context) {
    const slip = new Slip(options, context)
    return exchange => slip.follow(exchange, new AskedHops(slip, () => untilReady(() => options.expression(exchange))))
  },
})

/** The endpoints that an expression gives, which is asked again after the last of them. */
class AskedHops implements Hops {
  private readonly slip: Slip
  private readonly ask: () => unknown
  private given: Hops | undefined

  constructor(slip: Slip, ask: () => unknown) {
    this.slip = slip
    this.ask = ask
  }

  next(): IteratorResult<unknown> | Promise<IteratorResult<unknown>> {
    const hop = this.given?.next() ?? END
    return andThen(hop, each => (each.done ? this.asked() : each))
  }

  private asked(): IteratorResult<unknown> | Promise<IteratorResult<unknown>> {
    return andThen(this.ask(), value => {
      this.given = this.slip.hops(value)
      return this.given.next()
    })
  }
}

const END: IteratorResult<unknown> = { done: true, value: undefined }
