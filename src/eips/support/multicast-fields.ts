import { errors } from '../../core/errors.ts'
import type { AggregationStrategy } from '../../kit/aggregation.ts'
import { type Built, bean, boolean, duration } from '../../kit/field.ts'
import type { StepContext } from '../../kit/step.ts'
import { shareFailure } from '../strategies/share-failure.ts'
import type { MulticastPlan } from './multicast-run.ts'
import { onPrepareField } from './prepare.ts'
import { strategyFields, strategyOf } from './strategy-fields.ts'
import { threadsOf } from './threads-of.ts'

/** How many parts are in hand at a time with `parallelProcessing`, where no pool says otherwise: the size of Camel's default pool. */
const PARALLEL = 20

/** The options that multicast, split and recipientList share. */
export const multicastFields = {
  ...strategyFields,
  parallelAggregate: boolean({
    describe: 'Has no effect: results are joined one at a time on one thread.',
    default: false,
    advanced: true,
    deprecated: 'deprecated in Camel',
  }),
  parallelProcessing: boolean({
    describe: `Whether parts run concurrently, up to ${PARALLEL} at a time; the route still waits for all of them.`,
    default: false,
  }),
  synchronous: boolean({ describe: 'Has no effect: there is one thread.', default: false, advanced: true }),
  streaming: boolean({
    describe: 'Whether parts are made on demand, and replies of parallel ones joined in the order in which they come.',
    default: false,
  }),
  stopOnException: boolean({ describe: 'Whether no further part runs behind one that failed; the exchange fails then.', default: false }),
  timeout: duration({
    describe: 'With parallelProcessing: how long all parts together may take; what is late is left out. 0 waits.',
    default: 0,
  }),
  executorService: bean({ describe: 'A pool; its size bounds how many parts run at a time, and it implies parallelProcessing.' }),
  onPrepare: onPrepareField,
  shareUnitOfWork: boolean({
    describe: 'Whether the parts belong to the unit of work of the message: their failures are those of the message.',
    default: false,
  }),
}

/** What the shared options come to. */
export function multicastPlan(options: Built<typeof multicastFields>, context: StepContext): MulticastPlan {
  const threads = threadsOf(options.executorService)
  const parallel = options.parallelProcessing || options.executorService !== undefined
  if (options.timeout > 0 && !parallel)
    throw errors.KF_ROUTE_INVALID({
      what: 'timeout',
      reason: 'it needs parallelProcessing: parts that run one after the other are waited for',
    })
  return {
    parallel,
    limit: threads ?? PARALLEL,
    streaming: options.streaming,
    stopOnException: options.stopOnException,
    timeout: options.timeout,
    shareUnitOfWork: options.shareUnitOfWork,
    turn: items => context.turn(items),
    untilTurn: () => context.untilTurn(),
    clock: context.services.clock,
  }
}

/** The strategy of the options, or the EIP's own; with a shared unit of work it hands failures on. */
export function multicastStrategy(options: Built<typeof multicastFields>, byDefault: AggregationStrategy): AggregationStrategy {
  const strategy = strategyOf(options) ?? byDefault
  return options.shareUnitOfWork ? shareFailure(strategy) : strategy
}
