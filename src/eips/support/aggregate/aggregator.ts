import { toText } from '../../../converters/index.ts'
import type { Exchange } from '../../../core/exchange.ts'
import type { Expression } from '../../../core/expression.ts'
import { andThen, type MaybePromise } from '../../../core/step.ts'
import { Suspension } from '../../../core/suspension.ts'
import type { AggregationStrategy } from '../../../kit/aggregation.ts'
import { correlatedCopy } from '../exchanges.ts'
import { exchangeFailure } from '../failure.ts'
import { untilReady } from '../until-ready.ts'
import type { ClosedKeys } from './closed-keys.ts'
import { type CompletedBy, type CompletionCheck, isSet } from './completion.ts'
import type { GroupControl } from './controller.ts'
import type { GroupTimeouts } from './group-timeouts.ts'
import type { Groups } from './groups.ts'
import type { Timing } from './timing.ts'

const ALL_GROUPS = 'CamelAggregationCompleteAllGroups'
const ALL_GROUPS_INCLUSIVE = 'CamelAggregationCompleteAllGroupsInclusive'
const SIZE = 'CamelAggregatedSize'
const KEY = 'CamelAggregatedCorrelationKey'
const TIMEOUT = 'CamelAggregatedTimeout'

export interface AggregatorOptions {
  readonly correlationExpression: Expression
  readonly strategy: AggregationStrategy
  readonly strategyName: string
  readonly groups: Groups
  readonly check: CompletionCheck
  readonly closed: ClosedKeys | undefined
  readonly timeouts: GroupTimeouts | undefined
  readonly timing: Timing
  readonly ignoreInvalidCorrelationKeys: boolean
  readonly eagerCheckCompletion: boolean
  readonly completionOnNewCorrelationGroup: boolean
  readonly discardOnAggregationFailure: boolean
}

/** A message on its way into its group. */
interface Intake {
  readonly key: string
  readonly next: Exchange
  /** The group as it is stored, and what the message is joined to: nothing where the group was completed before the message. */
  stored: Exchange | undefined
  previous: Exchange | undefined
  size: number
  completedBy: CompletedBy | undefined
}

/**
 * Takes messages into groups, one at a time: as long as nothing has to wait all is synchronous; where something waits (a predicate, a
 * strategy, a repository) the next message waits behind it.
 */
export class Aggregator implements GroupControl {
  private readonly options: AggregatorOptions
  private busy: Promise<unknown> | undefined

  constructor(options: AggregatorOptions) {
    this.options = options
  }

  /** Takes a message in; it fails where it cannot be taken, and goes on behind the aggregate otherwise. */
  take(exchange: Exchange): void | Promise<void> {
    if (this.completesAll(exchange)) return andThen(this.forceCompletionOfAllGroups(), () => undefined)
    return andThen(this.options.correlationExpression(exchange), value => {
      const key = toText(value, exchange)
      if (key === null || key.trim() === '') return this.withoutKey(exchange)
      if (this.options.closed?.has(key)) throw closedKey(key, exchange)
      return andThen(
        this.locked(() => this.takeInto(key, exchange)),
        () => this.options.groups.stored(key),
      )
    }) as void | Promise<void>
  }

  forceCompletionOfGroup(key: string): MaybePromise<number> {
    return this.locked(() => this.endOne(key, false))
  }

  forceDiscardingOfGroup(key: string): MaybePromise<number> {
    return this.locked(() => this.endOne(key, true))
  }

  forceCompletionOfAllGroups(): MaybePromise<number> {
    return this.locked(() => this.endAll('force', false))
  }

  forceDiscardingOfAllGroups(): MaybePromise<number> {
    return this.locked(() => this.endAll(undefined, true))
  }

  /** The interval is over: all groups are complete. */
  intervalOver(): MaybePromise<number> {
    return this.locked(() => this.endAll('interval', false))
  }

  /** The time of a group is over. */
  timeOver(key: string): MaybePromise<boolean> {
    return this.locked(() => this.options.groups.endStored(key, { completedBy: 'timeout' }))
  }

  private withoutKey(exchange: Exchange): void {
    if (!this.options.ignoreInvalidCorrelationKeys) throw exchangeFailure('Invalid correlation key', exchange)
  }

  private completesAll(exchange: Exchange): boolean {
    if (!isSet(exchange.header(ALL_GROUPS)) && !isSet(exchange.property(ALL_GROUPS))) return false
    exchange.removeHeader(ALL_GROUPS)
    exchange.removeProperty(ALL_GROUPS)
    return true
  }

  private takeInto(key: string, exchange: Exchange): MaybePromise<void> {
    const next = correlatedCopy(exchange)
    next.removeProperty('CamelAggregationCompleteCurrentGroup')
    next.removeHeader(ALL_GROUPS_INCLUSIVE)
    return andThen(this.add(key, next, exchange), () => {
      if (!isSet(exchange.header(ALL_GROUPS_INCLUSIVE))) return
      exchange.removeHeader(ALL_GROUPS_INCLUSIVE)
      return andThen(this.endAll('force', false), () => undefined)
    })
  }

  private add(key: string, next: Exchange, member: Exchange): MaybePromise<void> {
    return andThen(this.options.groups.get(key), stored => {
      const size = stored === undefined ? 1 : Number(stored.property(SIZE) ?? 0) + 1
      const intake: Intake = { key, next, stored, previous: stored, size, completedBy: undefined }
      return andThen(this.before(intake), () => andThen(this.join(intake), answer => this.after(intake, answer, member)))
    })
  }

  /** What is asked before the message is joined: whether the strategy, or with `eagerCheckCompletion` a condition, completes the group. */
  private before(intake: Intake): MaybePromise<void> {
    const { strategy, eagerCheckCompletion, check, timing } = this.options
    const { key, next, size } = intake
    const preComplete = strategy.preComplete?.bind(strategy)
    if (preComplete === undefined && !eagerCheckCompletion) return
    next.setProperty(SIZE, size)
    next.setProperty(KEY, key)
    const asked: MaybePromise<CompletedBy | undefined> =
      preComplete === undefined ? check.completedBy(key, next) : preCompleted(preComplete, intake)
    return andThen(asked, completedBy => {
      intake.completedBy = completedBy
      return andThen(completedBy === undefined ? timing.track(key, next) : undefined, () => {
        next.removeProperty(SIZE)
        next.removeProperty(KEY)
        if (preComplete !== undefined && completedBy !== undefined) return this.startAnew(intake)
      })
    })
  }

  /** The group is completed without the message, which begins a new one. */
  private startAnew(intake: Intake): MaybePromise<void> {
    const { key, previous, next, completedBy } = intake
    intake.completedBy = undefined
    intake.stored = undefined
    intake.previous = undefined
    intake.size = 1
    const ended = previous === undefined ? undefined : this.options.groups.end(key, previous, true, { completedBy: completedBy! })
    return andThen(ended, () => this.options.timing.track(key, next))
  }

  /** Lets the strategy join; `undefined` where its failure threw the group away. */
  private join(intake: Intake): MaybePromise<Exchange | undefined> {
    const { strategy, strategyName } = this.options
    const failed = (error: unknown): MaybePromise<undefined> => this.joinFailed(intake, error)
    let joined: MaybePromise<Exchange | undefined>
    try {
      joined = untilReady(() => strategy.aggregate(intake.previous, intake.next))
    } catch (error) {
      return failed(error)
    }
    const checked = (answer: Exchange | undefined): Exchange => {
      if (answer === undefined) throw exchangeFailure(`AggregationStrategy ${strategyName} returned null which is not allowed`, intake.next)
      return answer
    }
    return joined instanceof Promise ? joined.then(checked, failed) : checked(joined)
  }

  private joinFailed(intake: Intake, error: unknown): MaybePromise<undefined> {
    if (error instanceof Suspension) throw error
    if (!this.options.discardOnAggregationFailure) throw exchangeFailure('Error occurred during aggregation', intake.next, error)
    const { key, previous, stored, size } = intake
    if (previous === undefined) return undefined
    previous.setProperty(SIZE, size)
    return andThen(
      this.options.groups.end(key, previous, stored !== undefined, { completedBy: 'strategy', discard: true }),
      () => undefined,
    )
  }

  /** The message is in its group: that is kept, or complete. */
  private after(intake: Intake, answer: Exchange | undefined, member: Exchange): MaybePromise<void> {
    if (answer === undefined) return
    const { key, size } = intake
    this.options.groups.hold(key, member)
    return andThen(this.endOthers(intake, answer), () => {
      answer.setProperty(SIZE, size)
      return andThen(this.late(intake, answer), completedBy => {
        if (completedBy === undefined) return this.keep(intake, answer)
        return completedBy === 'consumer' ? this.endBatch(intake, answer) : this.endAnswer(intake, answer, completedBy)
      })
    }) as MaybePromise<void>
  }

  /** A group that outlives the process has its time with it. */
  private keep({ key, next }: Intake, answer: Exchange): MaybePromise<void> {
    const { groups } = this.options
    const time = next.property(TIMEOUT)
    if (groups.durable !== undefined && time !== undefined) answer.setProperty(TIMEOUT, time)
    return groups.keep(key, answer)
  }

  /** The conditions after joining, unless they were asked before. */
  private late(intake: Intake, answer: Exchange): MaybePromise<CompletedBy | undefined> {
    const { strategy, eagerCheckCompletion, check, timing } = this.options
    if (strategy.preComplete !== undefined || eagerCheckCompletion) return intake.completedBy
    return andThen(check.completedBy(intake.key, answer), completedBy =>
      completedBy === undefined ? andThen(timing.track(intake.key, intake.next), () => undefined) : completedBy,
    )
  }

  /** A strategy may ask for all groups to be completed, and a new group may complete those before it. */
  private endOthers(intake: Intake, answer: Exchange): MaybePromise<unknown> {
    if (this.completesAll(answer)) return this.endAll('force', false)
    if (this.options.completionOnNewCorrelationGroup && intake.stored === undefined) return this.endAll('force', false)
  }

  private endAnswer(intake: Intake, answer: Exchange, completedBy: CompletedBy): MaybePromise<void> {
    return this.options.groups.end(intake.key, answer, intake.stored !== undefined, { completedBy })
  }

  /** The last message of a batch completes all groups that the batch was part of. */
  private endBatch(intake: Intake, answer: Exchange): MaybePromise<void> {
    const { batchKeys } = this.options.check
    const keys = [...batchKeys]
    batchKeys.clear()
    return inOrder(keys, key =>
      key === intake.key ? this.endAnswer(intake, answer, 'consumer') : this.options.groups.endStored(key, { completedBy: 'consumer' }),
    )
  }

  private endOne(key: string, discard: boolean): MaybePromise<number> {
    const ending = discard ? { discard } : { completedBy: 'force' as const }
    return andThen(this.options.groups.endStored(key, ending), there => (there ? 1 : 0))
  }

  private endAll(completedBy: CompletedBy | undefined, discard: boolean): MaybePromise<number> {
    return andThen(this.options.groups.unfinished, keys =>
      andThen(
        inOrder(keys, key => this.options.groups.endStored(key, { ...(completedBy !== undefined && { completedBy }), discard })),
        () => keys.length,
      ),
    )
  }

  /** One at a time; without a promise as long as nothing waits. */
  private locked<T>(work: () => MaybePromise<T>): MaybePromise<T> {
    if (this.busy !== undefined) return this.busy.then(() => this.locked(work))
    const result = work()
    if (!(result instanceof Promise)) return result
    const over = () => {
      this.busy = undefined
    }
    this.busy = result.then(over, over)
    return result
  }
}

function preCompleted(preComplete: NonNullable<AggregationStrategy['preComplete']>, { previous, next }: Intake): CompletedBy | undefined {
  try {
    return preComplete(previous, next) ? 'strategy' : undefined
  } catch (error) {
    throw exchangeFailure('Error occurred during preComplete', next, error)
  }
}

function closedKey(key: string, exchange: Exchange): Error {
  return exchangeFailure(
    `The correlation key [${key}] has been closed`,
    exchange,
    undefined,
    'org.apache.camel.processor.aggregate.ClosedCorrelationKeyException',
  )
}

/** Does something for each item, waiting where it has to. */
function inOrder<T>(items: readonly T[], work: (item: T) => MaybePromise<unknown>, from = 0): MaybePromise<void> {
  for (let i = from; i < items.length; i++) {
    const waiting = work(items[i]!)
    if (waiting instanceof Promise) return waiting.then(() => inOrder(items, work, i + 1))
  }
}
