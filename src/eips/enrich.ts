import type { Exchange } from '../core/exchange.ts'
import { andThen, type Step } from '../core/step.ts'
import { keepMessage } from '../core/variables.ts'
import type { AggregationStrategy } from '../kit/aggregation.ts'
import { type Built, boolean, expression, text } from '../kit/field.ts'
import { defineStep, type StepContext } from '../kit/step.ts'
import { sendTo } from './support/dynamic-send.ts'
import { aggregateInto, takeReply } from './support/enriching.ts'
import { correlatedCopy } from './support/exchanges.ts'
import { dynamicFields } from './support/recipient.ts'
import { strategyFields, strategyOf } from './support/strategy-fields.ts'
import { runReady } from './support/until-ready.ts'

const fields = {
  expression: expression({ describe: 'The endpoint that is asked.', required: true }),
  variableSend: text({ describe: 'Variable whose value is sent instead of the body.' }),
  variableReceive: text({ describe: 'Variable that takes the reply; body and headers stay as they are.' }),
  ...strategyFields,
  aggregateOnException: boolean({
    describe: 'Whether the strategy also gets a reply that failed; otherwise the failure is that of the exchange.',
    default: false,
  }),
  shareUnitOfWork: boolean({ describe: 'Whether the request belongs to the unit of work of the message.', default: false }),
  ...dynamicFields,
}

export const enrich = defineStep({
  name: 'enrich',
  summary: 'Asks an endpoint with a copy of the message and joins the reply to the message; by default the reply replaces it.',
  category: 'transformation',
  notes: [
    'The request is InOut. A strategy that gathers (GroupedBody, String) has no effect here, because nothing completes what it gathers.',
    'Where the expression gives nothing (null) the message goes on as it is.',
    'Delivery: a failure of the request fails the exchange, which is then given back; what the endpoint did stays done.',
  ],
  fields,
  examples: [
    {
      title: 'A price from another route, kept in a variable',
      yaml: `- from:
    uri: direct:start
    steps:
      - enrich: { constant: "direct:price", variableReceive: price }
      - to: mock:end
- from:
    uri: direct:price
    steps:
      - setBody: { constant: "9.5" }
`,
    },
  ],
  compile(options, context) {
    const enricher = new Enricher(options, context)
    return exchange => enricher.run(exchange)
  },
})

/** An enrich, compiled. */
class Enricher {
  private readonly options: Built<typeof fields>
  private readonly strategy: AggregationStrategy
  private readonly send: Step

  constructor(options: Built<typeof fields>, context: StepContext) {
    this.options = options
    this.strategy = strategyOf(options) ?? takeReply
    const { variableReceive: _received, ...sending } = options
    this.send = sendTo(options.expression, sending, context)
  }

  run(exchange: Exchange): void | Promise<void> {
    const resource = correlatedCopy(exchange, 'InOut')
    if (this.options.shareUnitOfWork) resource.unitOfWork = exchange.unit()
    return andThen(this.ask(resource), () => andThen(this.ended(resource), () => this.join(exchange, resource))) as void | Promise<void>
  }

  /** A failure of the request stays in the resource exchange; what an error handler has not seen yet is not marked as failed. */
  private ask(resource: Exchange): void | Promise<void> {
    const failed = (error: unknown) => {
      resource.exception = error
    }
    try {
      return runReady(this.send, resource)?.catch(failed)
    } catch (error) {
      failed(error)
    }
  }

  /** What the routes of the request have noted for their end runs before its message is joined. */
  private ended(resource: Exchange): void | Promise<void> {
    return this.options.shareUnitOfWork ? undefined : resource.unitOfWork?.completeRoutes(resource)
  }

  private join(exchange: Exchange, resource: Exchange): void | Promise<void> {
    const { aggregateOnException, shareUnitOfWork, variableReceive } = this.options
    if (resource.exception !== undefined && !aggregateOnException) {
      // what waits for the end of the resource exchange: it ends here, with its failure
      const ended = shareUnitOfWork ? undefined : resource.unitOfWork?.complete(resource)
      return andThen(ended, () => aggregateInto(exchange, resource, takeReply, undefined)) as void | Promise<void>
    }
    const keep = variableReceive === undefined ? undefined : (reply: Exchange) => keepMessage(reply, variableReceive)
    return andThen(aggregateInto(exchange, resource, this.strategy, keep), () => {
      if (!shareUnitOfWork) resource.unitOfWork?.handOver(exchange.unit())
    }) as void | Promise<void>
  }
}
