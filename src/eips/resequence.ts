import { type Built, boolean, duration, expression, group, integer, steps, text } from '../kit/field.ts'
import { defineStep, type StepContext } from '../kit/step.ts'
import { Apart } from './support/apart.ts'
import { BatchResequencer } from './support/resequence/batch.ts'
import { StreamResequencer } from './support/resequence/stream.ts'

const ignoreInvalidExchanges = boolean({ describe: 'Whether a message without number is passed over instead of failing.', default: false })

const batchFields = {
  batchSize: integer({ describe: 'So many messages are a batch.', default: 100 }),
  batchTimeout: duration({ describe: 'A batch is sent on when no message came for so long.', default: 1000 }),
  allowDuplicates: boolean({ describe: 'Whether messages with the same key are kept; otherwise only the first.', default: false }),
  reverse: boolean({ describe: 'Whether the highest comes first.', default: false }),
  ignoreInvalidExchanges,
}

const streamFields = {
  capacity: integer({ describe: 'How many messages may wait; the next one waits before the step.', default: 1000 }),
  timeout: duration({ describe: 'How long a message waits for those before it.', default: 1000 }),
  deliveryAttemptInterval: duration({
    describe: 'Has no effect: a message is sent on as soon as it need not wait.',
    default: 1000,
    advanced: true,
  }),
  ignoreInvalidExchanges,
  rejectOld: boolean({
    describe: 'Whether a message that comes after its turn fails; otherwise it is sent on out of order.',
    default: false,
  }),
  comparator: text({ describe: 'An order of its own.', unsupported: 'numbers are compared as numbers; a comparator presupposes Java' }),
}

const fields = {
  expression: expression({ describe: 'The key, or number, by which messages are put in order.', required: true }),
  batchConfig: group(batchFields, { describe: 'Messages are gathered and sent on in order. This is the default.' }),
  streamConfig: group(streamFields, { describe: 'Messages are sent on as they come; one waits where the number before it is missing.' }),
  steps: steps({ describe: 'Run on the messages in order.', required: true }),
}

export const resequence = defineStep({
  name: 'resequence',
  summary:
    'Puts messages in order: gathers a batch and sorts it, or holds those back that came before their turn. Each message itself goes on at once.',
  category: 'routing',
  notes: [
    'Messages run the steps apart from their senders, who go on first.',
    'A stream does not know the first number: it waits `timeout` for one that might come before it. Numbers must be whole, one apart.',
    'Delivery: what acknowledges a message moves with it, and runs when its steps have ended. Messages that are held when the runtime stops are not sent on: sources that can leave them open give them again.',
  ],
  fields,
  examples: [
    {
      title: 'Batches of three',
      yaml: `- from:
    uri: direct:start
    steps:
      - setHeader: { name: seq, constant: "1" }
      - resequence:
          header: seq
          batchConfig: { batchSize: 3, batchTimeout: "50" }
          steps:
            - to: mock:sorted
`,
    },
  ],
  compile(options, context) {
    const resequencer = options.streamConfig === undefined ? batched(options, context) : streamed(options, context)
    context.onStop(() => {
      resequencer.stop()
      if (resequencer.held > 0)
        context.services.log.write({
          level: 'WARN',
          logger: context.routeId,
          message: `${context.id}: ${resequencer.held} messages that were held back are not sent on`,
        })
    })
    return exchange => resequencer.take(exchange)
  },
})

type Options = Built<typeof fields>

function batched({ expression, batchConfig, steps }: Options, context: StepContext): BatchResequencer {
  const apart = new Apart(context)
  context.onDrain(deadline => apart.drained(deadline))
  const defaults = { batchSize: 100, batchTimeout: 1000, allowDuplicates: false, reverse: false, ignoreInvalidExchanges: false }
  return new BatchResequencer(expression, batchConfig ?? defaults, context.services.clock, exchange => apart.start(exchange, steps))
}

function streamed({ expression, streamConfig, steps }: Options, context: StepContext): StreamResequencer {
  const deliver = (exchange: Parameters<StepContext['detach']>[0]) =>
    context.detach(exchange, each => Promise.resolve(context.turn()).then(() => steps(each)))
  return new StreamResequencer(expression, streamConfig!, context.services.clock, deliver)
}
