import { errors } from '../core/errors.ts'
import type { AggregationStrategy } from '../kit/aggregation.ts'
import { type Built, bean, boolean, duration, expression, group, integer, predicate, steps } from '../kit/field.ts'
import { defineStep, type StepContext } from '../kit/step.ts'
import { isStore } from '../kit/store.ts'
import {
  type AggregationRepository,
  type DurableAggregationRepository,
  isAggregationRepository,
  isDurable,
  MemoryAggregationRepository,
} from '../stores/aggregation-repository.ts'
import { StoreAggregationRepository } from '../stores/store-aggregation-repository.ts'
import { Aggregator } from './support/aggregate/aggregator.ts'
import { ClosedKeys } from './support/aggregate/closed-keys.ts'
import { CompletionCheck } from './support/aggregate/completion.ts'
import { AggregateController } from './support/aggregate/controller.ts'
import { GroupTimeouts } from './support/aggregate/group-timeouts.ts'
import { Groups } from './support/aggregate/groups.ts'
import { RecoverGroups } from './support/aggregate/recover-groups.ts'
import { Timing } from './support/aggregate/timing.ts'
import { Apart } from './support/apart.ts'
import { strategyFields, strategyOf } from './support/strategy-fields.ts'
import { threadsOf } from './support/threads-of.ts'

const ONE_THREAD = 'Has no effect: there is one thread, so that no two messages change one group at the same time.'

const fields = {
  correlationExpression: expression({ describe: 'The key: messages with the same text as key are one group.', required: true }),
  ...strategyFields,
  aggregationStrategy: bean({
    describe: 'Joins the messages of a group: a bean, or #class: with one of the known strategies.',
    required: true,
  }),
  completionPredicate: predicate({ describe: 'Completes the group when it is true for it, or for the message with eagerCheckCompletion.' }),
  completionSize: integer({ describe: 'Number of messages that completes a group.' }),
  completionSizeExpression: expression({ describe: 'That number, from the group; instead of completionSize where it is above 0.' }),
  completionTimeout: duration({ describe: 'Completes a group to which no message came for so long.' }),
  completionTimeoutExpression: expression({
    describe: 'That time in milliseconds, from each message; instead of completionTimeout where it is above 0.',
  }),
  completionTimeoutCheckerInterval: duration({ describe: 'How often groups are looked at for their time.', default: 1000, advanced: true }),
  completionInterval: duration({ describe: 'Completes all groups again and again after so long; not together with completionTimeout.' }),
  completionFromBatchConsumer: boolean({
    describe: 'Completes the groups with the last message of a batch (all files of one poll).',
    default: false,
  }),
  completionOnNewCorrelationGroup: boolean({ describe: 'Completes all other groups when a new one begins.', default: false }),
  eagerCheckCompletion: boolean({ describe: 'Whether conditions look at the message that came, not at the group.', default: false }),
  ignoreInvalidCorrelationKeys: boolean({ describe: 'Whether a message without key goes on instead of failing.', default: false }),
  closeCorrelationKeyOnCompletion: integer({ describe: 'Later messages of a completed key fail; so many keys are remembered, 0 all.' }),
  discardOnCompletionTimeout: boolean({ describe: 'Whether a group whose time is over is thrown away.', default: false }),
  discardOnAggregationFailure: boolean({ describe: 'Whether a group whose strategy fails is thrown away.', default: false }),
  forceCompletionOnStop: boolean({ describe: 'Whether unfinished groups are sent on when the route stops.', default: false }),
  completeAllOnStop: boolean({ describe: 'As forceCompletionOnStop.', default: false }),
  parallelProcessing: boolean({
    describe: 'Whether groups of one key are sent on without waiting for each other; those of different keys never wait.',
    default: false,
  }),
  executorService: bean({ describe: 'A pool: its size bounds how many groups are on their way before the route waits.' }),
  timeoutCheckerExecutorService: bean({ describe: 'Has no effect: timers need no thread.', advanced: true }),
  aggregateController: bean({ describe: 'A bean through which groups are completed or thrown away from outside.' }),
  aggregationRepository: bean({ describe: 'Where unfinished groups are kept: a store, or a repository. Default: in memory.' }),
  optimisticLocking: boolean({ describe: ONE_THREAD, default: false, advanced: true }),
  optimisticLockingSyncRetry: boolean({ describe: ONE_THREAD, default: false, advanced: true }),
  optimisticLockRetryPolicy: group(
    {
      maximumRetries: integer({ describe: ONE_THREAD }),
      retryDelay: duration({ describe: ONE_THREAD, default: 50 }),
      maximumRetryDelay: duration({ describe: ONE_THREAD, default: 1000 }),
      exponentialBackOff: boolean({ describe: ONE_THREAD, default: true }),
      randomBackOff: boolean({ describe: ONE_THREAD, default: false }),
    },
    { describe: ONE_THREAD, advanced: true },
  ),
  steps: steps({ describe: 'Run on every complete group.', required: true }),
}

type Options = Built<typeof fields>

export const aggregate = defineStep({
  name: 'aggregate',
  summary:
    'Gathers messages with the same key in a group, and runs its steps on the group when that is complete; each message itself goes on at once.',
  category: 'routing',
  notes: [
    'A group is sent on apart from the message that completed it, which goes on first; groups start in the order in which they were completed, and one of the same key waits until the one before it has ended. A failure in their steps does not reach the sender.',
    '`CamelAggregatedSize`, `CamelAggregatedCompletedBy` and `CamelAggregatedCorrelationKey` are properties of the group. A header `CamelAggregationCompleteAllGroups` completes all groups instead of joining one; with `…Inclusive` the message is joined first.',
    'With GroupedBody and String the joined body is only there when the group is complete: a `completionPredicate` sees the body of the first message, and the list in the property `CamelGroupedExchange`.',
    'Delivery: a message that waits in a group is no longer in flight. With a store (`kafila.LmdbStore`, `kafila.PostgresStore`) as `aggregationRepository` it is acknowledged when the group is stored with it; groups outlive the process, and a complete one stays in the store until it has ended well. In memory, sources that can leave a message open settle it when the groups that it, or a part of it, is in have ended; for others, as in Camel, it is acknowledged when its own way has ended, and a group is lost with the process. See docs/decisions/0007-held-acknowledgements.md.',
  ],
  fields,
  examples: [
    {
      title: 'Two messages of one order as a list',
      yaml: `- from:
    uri: direct:start
    steps:
      - aggregate:
          correlationExpression: { header: order }
          aggregationStrategy: "#class:org.apache.camel.processor.aggregate.GroupedBodyAggregationStrategy"
          completionSize: 2
          completionTimeout: 5s
          steps:
            - to: mock:orders
`,
    },
  ],
  compile(options, context) {
    const aggregator = build(options, context)
    return exchange => aggregator.take(exchange)
  },
})

function build(options: Options, context: StepContext): Aggregator {
  checkOptions(options)
  const strategy = strategyOf(options)!
  checkCompletion(options, strategy)
  const { closeCorrelationKeyOnCompletion: close, completionTimeout = 0, completionTimeoutExpression } = options
  const closed = close === undefined ? undefined : new ClosedKeys(close)
  const timed = completionTimeout > 0 || completionTimeoutExpression !== undefined
  const timeouts = timed
    ? new GroupTimeouts(context.services.clock, options.completionTimeoutCheckerInterval, key => timeOver(key))
    : undefined
  const failed = (what: string, error: unknown) =>
    context.services.log.write({ level: 'WARN', logger: context.routeId, message: `${context.id}: ${what}`, error })
  const timeOver = (key: string) =>
    void Promise.resolve(aggregator.timeOver(key)).catch(error => {
      failed(`the group ${key} cannot be completed now, and is tried again`, error)
      timeouts?.set(key, options.completionTimeoutCheckerInterval)
    })
  const repository = repositoryOf(options, context)
  const apart = new Apart(context, threadsOf(options.executorService))
  const groups = new Groups({
    repository,
    failed,
    strategy,
    steps: options.steps,
    apart,
    closed,
    timeouts,
    completionTimeout,
    parallelProcessing: options.parallelProcessing,
    discardOnCompletionTimeout: options.discardOnCompletionTimeout,
  })
  const aggregator: Aggregator = new Aggregator({
    ...options,
    strategy,
    strategyName: strategyName(options.aggregationStrategy),
    groups,
    check: new CompletionCheck(options),
    closed,
    timeouts,
    timing: new Timing(timeouts, completionTimeoutExpression, completionTimeout),
  })
  steered(options, aggregator)
  if (isDurable(repository)) runRepository(repository, context, groups, timeouts, completionTimeout)
  runTimers(options, context, aggregator, timeouts, failed)
  stopping(options, context, aggregator, groups, apart)
  return aggregator
}

function checkOptions(options: Options): void {
  if ((options.completionInterval ?? 0) > 0 && (options.completionTimeout ?? 0) > 0)
    throw errors.KF_ROUTE_INVALID({
      what: 'aggregate',
      reason: 'only one of completionInterval and completionTimeout can be used, not both',
    })
  if (options.completionTimeoutCheckerInterval <= 0)
    throw errors.KF_ROUTE_INVALID({ what: 'completionTimeoutCheckerInterval', reason: 'it must be more than 0' })
}

function checkCompletion(options: Options, strategy: AggregationStrategy): void {
  const { completionInterval = 0, completionTimeout = 0, completionSize = 0 } = options
  const given =
    completionInterval > 0 ||
    completionTimeout > 0 ||
    completionSize > 0 ||
    options.completionPredicate !== undefined ||
    options.completionFromBatchConsumer ||
    options.completionTimeoutExpression !== undefined ||
    options.completionSizeExpression !== undefined ||
    strategy.preComplete !== undefined
  if (!given)
    throw errors.KF_ROUTE_INVALID({
      what: 'aggregate',
      reason:
        'nothing completes a group: give completionSize, completionTimeout, completionInterval, completionPredicate or completionFromBatchConsumer',
    })
}

function repositoryOf({ aggregationRepository }: Options, { routeId, id, services }: StepContext): AggregationRepository {
  if (aggregationRepository === undefined) return new MemoryAggregationRepository()
  if (isStore(aggregationRepository)) return new StoreAggregationRepository(aggregationRepository, `${routeId}/${id}`, services)
  if (isAggregationRepository(aggregationRepository)) return aggregationRepository
  throw errors.KF_ROUTE_INVALID({
    what: 'aggregationRepository',
    reason: 'the bean is no store, and has no methods get, add, remove, confirm and keys',
  })
}

function strategyName(bean: unknown): string {
  return typeof bean === 'function' ? bean.name : ((bean as { name?: string }).name ?? String((bean as object).constructor?.name))
}

function steered({ aggregateController }: Options, aggregator: Aggregator): void {
  if (aggregateController === undefined) return
  if (!(aggregateController instanceof AggregateController))
    throw errors.KF_ROUTE_INVALID({ what: 'aggregateController', reason: 'the bean is no aggregate controller' })
  aggregateController.steer(aggregator)
}

/** A durable repository is taken into use, and the groups in it go on: those that wait, and those that were complete. */
function runRepository(
  repository: DurableAggregationRepository,
  context: StepContext,
  groups: Groups,
  timeouts: GroupTimeouts | undefined,
  completionTimeout: number,
): void {
  const recovery = new RecoverGroups(repository, groups, context)
  groups.earlier = key => recovery.earlier(key)
  context.onStart(async () => {
    await repository.start()
    if (timeouts !== undefined) await restoreTimeouts(repository, timeouts, completionTimeout)
    await recovery.start()
  })
  context.onStop(() => recovery.stop())
  context.onStop(() => repository.stop())
}

/** As in Camel a group has its whole time again. */
async function restoreTimeouts(repository: AggregationRepository, timeouts: GroupTimeouts, usual: number): Promise<void> {
  for (const key of await repository.keys()) {
    const ms = Number((await repository.get(key))?.property('CamelAggregatedTimeout') ?? usual)
    if (ms > 0) timeouts.set(key, ms)
  }
}

function runTimers(
  options: Options,
  context: StepContext,
  aggregator: Aggregator,
  timeouts: GroupTimeouts | undefined,
  failed: (what: string, error: unknown) => void,
): void {
  const { completionInterval = 0 } = options
  let cancel: (() => void) | undefined
  const again = () => {
    cancel = context.services.clock.after(completionInterval, () => {
      again()
      void Promise.resolve(aggregator.intervalOver()).catch(error => failed('groups cannot be completed now', error))
    })
  }
  context.onStart(() => {
    timeouts?.start()
    if (completionInterval > 0) again()
  })
  context.onStop(() => {
    timeouts?.stop()
    cancel?.()
  })
}

function stopping(options: Options, context: StepContext, aggregator: Aggregator, groups: Groups, apart: Apart): void {
  context.onDrain(async deadline => {
    if (options.forceCompletionOnStop || options.completeAllOnStop) await aggregator.forceCompletionOfAllGroups()
    await apart.drained(deadline)
  })
  context.onStop(async () => {
    if (options.aggregationRepository !== undefined) return
    const lost = (await groups.unfinished).length
    if (lost > 0)
      context.services.log.write({
        level: 'WARN',
        logger: context.routeId,
        message: `${context.id}: ${lost} unfinished groups in memory are lost; forceCompletionOnStop sends them on`,
      })
  })
}
