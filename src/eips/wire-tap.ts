import { errors } from '../core/errors.ts'
import { Exchange } from '../core/exchange.ts'
import { andThen, type Step } from '../core/step.ts'
import { type Built, bean, boolean, map, text } from '../kit/field.ts'
import { defineStep, type StepContext } from '../kit/step.ts'
import { compileDynamicSend } from './support/dynamic-send.ts'
import { Lane } from './support/lane.ts'
import { onPrepareField, preparation } from './support/prepare.ts'
import { dynamicFields } from './support/recipient.ts'
import { sendMessage } from './support/send-message.ts'
import { threadsOf } from './support/threads-of.ts'

/** How many taps may be on their way before the route waits for one to end: the queue and the threads of Camel's default pool. */
const PENDING = 1020

const fields = {
  copy: boolean({ describe: 'Whether a copy of the message is sent; false sends an empty message.', default: true }),
  dynamicUri: boolean({ describe: 'Whether the URI is a simple text.', default: true }),
  onPrepare: onPrepareField,
  executorService: bean({ describe: `A pool: its size bounds how many taps are on their way before the route waits. Default ${PENDING}.` }),
  uri: text({ describe: 'The endpoint, a simple text unless dynamicUri is false.', required: true }),
  parameters: map({ describe: 'Options of the endpoint.' }),
  variableSend: text({ describe: 'Variable whose value is sent instead of the body.' }),
  variableReceive: text({ describe: 'Refused, as in Camel: a wire tap has no reply.' }),
  ...dynamicFields,
}

export const wireTap = defineStep({
  name: 'wireTap',
  summary: 'Sends a copy of the message to an endpoint beside the route, which does not wait for it.',
  category: 'routing',
  shorthand: 'uri',
  notes: [
    'The copy is InOnly, has a unit of work of its own, and shares the body: `onPrepare` may copy what is changed in place. A failure of the tap is logged and does not reach the route.',
    `The route goes on first. Where ${PENDING} taps are on their way it waits for one of them to end.`,
    'Delivery: the tap is no part of the acknowledgement. A message may be acknowledged while its tap is still on its way, and the tap is lost with the process.',
  ],
  fields,
  examples: [
    {
      title: 'Every message is audited beside its way',
      yaml: `- from:
    uri: direct:start
    steps:
      - wireTap: direct:audit
      - to: mock:end
- from:
    uri: direct:audit
    steps:
      - to: mock:audit
`,
    },
  ],
  compile(options, context) {
    if (options.variableReceive !== undefined)
      throw errors.KF_ROUTE_INVALID({ what: 'wireTap', reason: 'WireTap does not support variableReceive' })
    const taps = new Taps(options, context)
    return exchange => taps.tap(exchange)
  },
})

/** A wire tap, compiled: how many taps are on their way, and who waits for one to end. */
class Taps {
  private readonly copies: boolean
  private readonly prepare: ReturnType<typeof preparation>
  private readonly send: Step
  private readonly lane: Lane
  private readonly limit: number
  private pending = 0
  private readonly waiting: (() => void)[] = []

  constructor(options: Built<typeof fields>, context: StepContext) {
    this.copies = options.copy
    this.prepare = preparation(options.onPrepare)
    this.send = context.guarded(options.dynamicUri ? compileDynamicSend(options, context) : staticSend(options, context))
    this.lane = new Lane(context)
    this.limit = threadsOf(options.executorService) ?? PENDING
  }

  tap(exchange: Exchange): void | Promise<void> {
    const copy = this.copies ? exchange.fork('InOnly') : emptyBeside(exchange)
    if (this.prepare === undefined) return this.start(copy)
    return andThen(this.prepare(copy), ready => {
      if (ready.exception !== undefined) throw ready.exception
      return this.start(ready)
    }) as void | Promise<void>
  }

  private start(copy: Exchange): void | Promise<void> {
    this.pending += 1
    void this.lane.run(copy, this.send).then(() => {
      this.pending -= 1
      this.waiting.shift()?.()
    })
    if (this.pending > this.limit) return new Promise(resolve => this.waiting.push(resolve))
  }
}

function emptyBeside(exchange: Exchange): Exchange {
  const empty = new Exchange(exchange.services, null)
  empty.fromRouteId = exchange.fromRouteId
  empty.fromEndpoint = exchange.fromEndpoint
  empty.routeId = exchange.routeId
  return empty
}

function staticSend(options: Built<typeof fields>, context: StepContext): Step {
  const endpoint = context.endpoint(options.uri, options.parameters)
  const { variableSend } = options
  return exchange => sendMessage(exchange, each => context.send(endpoint, each), { variableSend })
}
