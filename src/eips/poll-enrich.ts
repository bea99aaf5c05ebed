import type { Exchange } from '../core/exchange.ts'
import type { Expression } from '../core/expression.ts'
import { andThen } from '../core/step.ts'
import { keepMessage } from '../core/variables.ts'
import type { AggregationStrategy } from '../kit/aggregation.ts'
import type { PolledSource } from '../kit/connector.ts'
import { type BuildScope, type Built, boolean, duration, type ExpressionModel, expression, type Field, text } from '../kit/field.ts'
import { defineStep, type EndpointHandle, type StepContext } from '../kit/step.ts'
import { aggregateInto, takePolled, takeReply } from './support/enriching.ts'
import { exchangeFailure } from './support/failure.ts'
import { type PolledUri, polledUri } from './support/polled-uri.ts'
import { Pollers } from './support/pollers.ts'
import { dynamicFields, Recipients } from './support/recipient.ts'
import { strategyFields, strategyOf } from './support/strategy-fields.ts'

const endpoint = expression({ describe: 'The endpoint that is polled.', required: true })

const fields = {
  expression: {
    ...endpoint,
    build: (raw: unknown, scope: BuildScope) => polledUri(raw as ExpressionModel, scope),
  } satisfies Field<PolledUri>,
  variableReceive: text({ describe: 'Variable that takes what was polled; body and headers stay as they are.' }),
  ...strategyFields,
  aggregateOnException: boolean({
    describe: 'Whether the strategy also gets a message that failed; otherwise the failure is that of the exchange.',
    default: false,
  }),
  timeout: duration({ describe: 'How long a message is waited for; -1 for ever, 0 not at all.', default: -1 }),
  ...dynamicFields,
}

export const pollEnrich = defineStep({
  name: 'pollEnrich',
  summary: 'Polls one message from an endpoint and joins it to the message; by default it replaces the body and adds its headers.',
  category: 'transformation',
  notes: [
    'An expression on the body in the `fileName` of a `file:` endpoint finds nothing (the name is asked without it), unless `allowOptimisedComponents` is false.',
    'Where nothing came in time the strategy gets no message; by default the body is null then. Where the expression gives nothing (null) nothing is polled.',
    'The default `timeout` waits for ever, and keeps the message in hand meanwhile: set one.',
    'A strategy that gathers (GroupedBody, String) has no effect here, because nothing completes what it gathers.',
    'Delivery: what was polled is settled (a file moved, a message acknowledged) with the outcome of the exchange.',
  ],
  fields,
  examples: [
    {
      title: 'The next message of a queue, if there is one',
      yaml: `- from:
    uri: direct:start
    steps:
      - pollEnrich: { constant: "seda:waiting", timeout: "0" }
      - to: mock:end
`,
    },
  ],
  compile(options, context) {
    const enricher = new PollEnricher(options, context)
    return exchange => enricher.run(exchange)
  },
})

/** A pollEnrich, compiled. */
class PollEnricher {
  private readonly options: Built<typeof fields>
  private readonly endpoint: Expression
  private readonly recipients: Recipients
  private readonly pollers: Pollers
  private readonly strategy: AggregationStrategy

  constructor(options: Built<typeof fields>, context: StepContext) {
    this.options = options
    const { whole, optimised } = options.expression
    this.endpoint = (options.allowOptimisedComponents ? optimised : undefined) ?? whole
    this.recipients = new Recipients(options, context)
    this.pollers = new Pollers(context, (options.cacheSize ?? 0) >= 0)
    this.strategy = strategyOf(options) ?? takePolled
  }

  run(exchange: Exchange): void | Promise<void> {
    return andThen(this.endpoint(exchange), recipient => {
      const uri = this.recipients.resolvedUri(recipient, exchange)
      const endpoint = uri === null ? undefined : this.recipients.endpoint(uri, this.options.ignoreInvalidEndpoint)
      return endpoint === undefined ? undefined : this.poll(exchange, endpoint)
    }) as void | Promise<void>
  }

  private async poll(exchange: Exchange, endpoint: EndpointHandle): Promise<void> {
    const consumer = await this.consumer(endpoint)
    if (consumer === undefined) return
    const polled = await this.receive(exchange, consumer)
    const { aggregateOnException, variableReceive } = this.options
    if (polled?.exception !== undefined && !aggregateOnException) await aggregateInto(exchange, polled, takeReply, undefined)
    else {
      const keep = variableReceive === undefined ? undefined : (joined: Exchange) => keepMessage(joined, variableReceive)
      polled?.unitOfWork?.handOver(exchange.unit())
      await aggregateInto(exchange, polled, this.strategy, keep)
    }
    exchange.setProperty('CamelToEndpoint', endpoint.uri)
  }

  private async consumer(endpoint: EndpointHandle): Promise<PolledSource | undefined> {
    try {
      return await this.pollers.consumer(endpoint)
    } catch (error) {
      if (this.options.ignoreInvalidEndpoint) return undefined
      throw error
    }
  }

  private async receive(exchange: Exchange, consumer: PolledSource): Promise<Exchange | undefined> {
    try {
      return await this.pollers.receive(consumer, this.options.timeout)
    } catch (error) {
      throw exchangeFailure('Error during poll', exchange, error)
    }
  }
}
