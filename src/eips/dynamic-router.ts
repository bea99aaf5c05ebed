import { type Exchange, RUNNING } from '../core/exchange.ts'
import type { Expression } from '../core/expression.ts'
import { andThen } from '../core/step.ts'
import { expression } from '../kit/field.ts'
import { defineStep } from '../kit/step.ts'
import { allItems } from './support/items.ts'
import { Slip, slipFields } from './support/slip.ts'
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
    const router = new Router(options.expression, new Slip(options, context))
    return exchange => router.run(exchange)
  },
})

/** A dynamicRouter, compiled. */
class Router {
  private readonly expression: Expression
  private readonly slip: Slip

  constructor(expression: Expression, slip: Slip) {
    this.expression = expression
    this.slip = slip
  }

  run(exchange: Exchange): void | Promise<void> {
    while (exchange.status === RUNNING) {
      const value = untilReady(() => this.expression(exchange))
      const going = andThen(value, hop => this.hop(exchange, hop))
      if (going instanceof Promise) return going.then(went => (went ? this.run(exchange) : undefined))
      if (!going) return
    }
  }

  /** Goes to the endpoints in a value; false where there are none. */
  private hop(exchange: Exchange, value: unknown): boolean | Promise<boolean> {
    return andThen(allItems(this.slip.hops(value)), hops =>
      hops.length === 0 ? false : andThen(this.slip.follow(exchange, hops), () => true),
    )
  }
}
