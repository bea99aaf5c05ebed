import { errors } from '../core/errors.ts'
import { Exchange } from '../core/exchange.ts'
import { andThen, type Step } from '../core/step.ts'
import { goOnThread } from '../core/thread-name.ts'
import { type Built, bean, boolean, map, text } from '../kit/field.ts'
import { defineStep, type StepContext } from '../kit/step.ts'
import { uri } from '../kit/uri.ts'
import { APART_LIMIT, Apart } from './support/apart.ts'
import { compileDynamicSend } from './support/dynamic-send.ts'
import { onPrepareField, preparation } from './support/prepare.ts'
import { dynamicFields } from './support/recipient.ts'
import { sendMessage } from './support/send-message.ts'
import { threadsOf } from './support/threads-of.ts'

const fields = {
  copy: boolean({ describe: 'Whether a copy of the message is sent; false sends an empty message.', default: true }),
  dynamicUri: boolean({ describe: 'Whether the URI is a simple text.', default: true }),
  onPrepare: onPrepareField,
  executorService: bean({
    describe: `A pool: its size bounds how many taps are on their way before the route waits. Default ${APART_LIMIT}.`,
  }),
  uri: uri({ describe: 'The endpoint, a simple text unless dynamicUri is false.', required: true }),
  parameters: map({ describe: 'Options of the endpoint.' }),
  variableSend: text({ describe: 'Variable whose value is sent instead of the body.' }),
  variableReceive: text({ describe: 'Refused, as in Camel: a wire tap has no reply.' }),
  ...dynamicFields,
}

export const wireTap = defineStep({
  name: 'wireTap',
  summary: 'Sends a copy of the message to an endpoint beside the route, which does not wait for it.',
  category: 'routing',
  notes: [
    'The copy is InOnly, has a unit of work of its own, and shares the body: `onPrepare` may copy what is changed in place. A failure of the tap is logged and does not reach the route.',
    `The route goes on first. Where ${APART_LIMIT} taps are on their way it waits for one of them to end.`,
    'Delivery: the tap is no part of the acknowledgement. A message may be acknowledged while its tap is still on its way, and the tap is lost with the process.',
  ],
  fields,
  examples: [
    {
      title: 'Every message is audited beside its way',
      yaml: `- from:
    uri: direct:start
    steps:
      - wireTap: { uri: direct:audit }
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

/** A wire tap, compiled. */
class Taps {
  private readonly copies: boolean
  private readonly prepare: ReturnType<typeof preparation>
  private readonly send: Step
  private readonly apart: Apart

  constructor(options: Built<typeof fields>, context: StepContext) {
    this.copies = options.copy
    this.prepare = preparation(options.onPrepare)
    this.send = context.guardedByRoute(isDynamic(options) ? compileDynamicSend(options, context) : staticSend(options, context))
    this.apart = new Apart(context, threadsOf(options.executorService))
  }

  tap(exchange: Exchange): void | Promise<void> {
    exchange.named = true
    const copy = this.copies ? exchange.fork('InOnly') : emptyBeside(exchange)
    goOnThread(copy, 'WireTap')
    if (this.prepare === undefined) return this.apart.start(copy, this.send)
    return andThen(this.prepare(copy), ready => {
      if (ready.exception !== undefined) throw ready.exception
      return this.apart.start(ready, this.send)
    }) as void | Promise<void>
  }
}

function emptyBeside(exchange: Exchange): Exchange {
  const empty = new Exchange(exchange.services, null)
  empty.fromRouteId = exchange.fromRouteId
  empty.fromEndpoint = exchange.fromEndpoint
  empty.routeId = exchange.routeId
  return empty
}

/** A text without functions names its endpoint when the route is built. */
function isDynamic({ dynamicUri, uri, parameters }: Built<typeof fields>): boolean {
  return dynamicUri && [uri, ...Object.values(parameters ?? {})].some(text => /\$(simple)?\{/.test(String(text)))
}

function staticSend(options: Built<typeof fields>, context: StepContext): Step {
  const endpoint = context.endpoint(options.uri, options.parameters)
  const { variableSend } = options
  return exchange => sendMessage(exchange, each => context.send(endpoint, each), { variableSend })
}
