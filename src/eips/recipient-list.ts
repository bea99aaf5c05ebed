import { errors } from '../core/errors.ts'
import type { Exchange } from '../core/exchange.ts'
import { andThen } from '../core/step.ts'
import type { AggregationStrategy } from '../kit/aggregation.ts'
import { type Built, boolean, expression, text } from '../kit/field.ts'
import { defineStep, type EndpointHandle, type StepContext } from '../kit/step.ts'
import { useLatest } from './strategies/use-latest.ts'
import { type EndpointSteps, guardedSteps } from './support/endpoint-steps.ts'
import { partCopy } from './support/exchanges.ts'
import { allItems } from './support/items.ts'
import { ListedParts } from './support/listed-parts.ts'
import { multicastFields, multicastPlan, multicastStrategy } from './support/multicast-fields.ts'
import type { MulticastPlan } from './support/multicast-run.ts'
import { type Prepare, preparation, prepareAll } from './support/prepare.ts'
import { Recipients, recipientFields } from './support/recipient.ts'
import { runParts } from './support/run-parts.ts'

const fields = {
  expression: expression({ describe: 'The endpoints: a list, or a text with a delimiter between them.', required: true }),
  delimiter: text({ describe: 'What stands between endpoints in a text; `false` takes the text as one endpoint.', default: ',' }),
  ...multicastFields,
  ignoreInvalidEndpoints: boolean({
    describe: 'Whether endpoints that do not exist are passed over instead of failing the exchange.',
    default: false,
  }),
  ...recipientFields,
}

export const recipientList = defineStep({
  name: 'recipientList',
  summary:
    'Sends a copy of the message to each endpoint that an expression names, and goes on with their joined replies: by default the last one.',
  category: 'routing',
  notes: [
    'All endpoints are resolved before anything is sent: one that does not exist fails the exchange, unless `ignoreInvalidEndpoints` is set. Where there is none the route goes on.',
    'Property placeholders in what the message names are resolved; `allowedSchemes` bounds which components it may name.',
    'A failing recipient does not keep the others from getting their copy, unless `stopOnException` is set; the exchange fails afterwards. The error handler works on each recipient alone.',
    'Delivery: the message is acknowledged when all recipients have taken their copy.',
  ],
  fields,
  examples: [
    {
      title: 'To the endpoints in a header',
      yaml: `- from:
    uri: direct:start
    steps:
      - setHeader: { name: to, constant: "mock:a,mock:b" }
      - recipientList: { header: to, allowedSchemes: mock }
`,
    },
  ],
  compile(options, context) {
    const list = new RecipientList(options, context)
    return exchange => list.run(exchange)
  },
})

/** A recipientList, compiled. */
class RecipientList {
  private readonly options: Built<typeof fields>
  private readonly plan: MulticastPlan
  private readonly strategy: AggregationStrategy
  private readonly prepare: Prepare | undefined
  private readonly recipients: Recipients
  private readonly delimiter: string | null
  private readonly sends: EndpointSteps

  constructor(options: Built<typeof fields>, context: StepContext) {
    this.options = options
    this.plan = multicastPlan(options, context)
    this.strategy = multicastStrategy(options, useLatest)
    this.prepare = preparation(options.onPrepare)
    this.recipients = new Recipients(options, context)
    this.sends = guardedSteps(context)
    if (options.delimiter === '') throw errors.KF_ROUTE_INVALID({ what: 'recipientList', reason: 'its delimiter is empty' })
    this.delimiter = options.delimiter.toLowerCase() === 'false' ? null : options.delimiter
  }

  run(exchange: Exchange): void | Promise<void> {
    const items = andThen(this.options.expression(exchange), value => allItems(this.recipients.listed(value, this.delimiter)))
    return andThen(items, list => this.send(exchange, list)) as void | Promise<void>
  }

  private send(exchange: Exchange, list: readonly unknown[]): void | Promise<void> {
    const endpoints = list.map(item => this.endpoint(item, exchange)).filter(endpoint => endpoint !== undefined)
    const steps = endpoints.map(endpoint => this.sends.to(endpoint))
    const copies = endpoints.map(endpoint => this.copy(exchange, endpoint))
    const ready = prepareAll(copies, this.prepare)
    return andThen(ready, parts => runParts(this.plan, exchange, new ListedParts(parts, steps), this.strategy)) as void | Promise<void>
  }

  private endpoint(item: unknown, exchange: Exchange): EndpointHandle | undefined {
    return this.recipients.target(this.recipients.listedUri(item, exchange), this.options.ignoreInvalidEndpoints)
  }

  private copy(exchange: Exchange, endpoint: EndpointHandle): Exchange {
    const copy = partCopy(exchange, this.plan.shareUnitOfWork)
    const properties = copy.ownProperties()
    properties['CamelToEndpoint'] = endpoint.uri
    properties['CamelRecipientListEndpoint'] = endpoint.uri
    return copy
  }
}
