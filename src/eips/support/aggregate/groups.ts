import type { Exchange } from '../../../core/exchange.ts'
import type { Step } from '../../../core/step.ts'
import { andThen, type MaybePromise } from '../../../core/step.ts'
import { UnitOfWork } from '../../../core/unit-of-work.ts'
import type { AggregationStrategy } from '../../../kit/aggregation.ts'
import { type AggregationRepository, type DurableAggregationRepository, isDurable } from '../../../stores/aggregation-repository.ts'
import type { Apart } from '../apart.ts'
import type { ClosedKeys } from './closed-keys.ts'
import type { CompletedBy } from './completion.ts'
import type { GroupTimeouts } from './group-timeouts.ts'

export interface GroupOptions {
  readonly repository: AggregationRepository
  readonly strategy: AggregationStrategy
  readonly steps: Step
  readonly apart: Apart
  readonly closed: ClosedKeys | undefined
  readonly timeouts: GroupTimeouts | undefined
  readonly completionTimeout: number
  /** Whether groups of one key are sent on without waiting for each other. */
  readonly parallelProcessing: boolean
  readonly discardOnCompletionTimeout: boolean
  /** Told what cannot be told to a sender: a group whose end could not be written into the repository. */
  readonly failed: (what: string, error: unknown) => void
}

/** How a group ends: what completed it, and whether it is thrown away. */
export interface Ending {
  readonly completedBy?: CompletedBy
  readonly discard?: boolean
}

/** The groups of an aggregate: who belongs to them, and what happens when they end. */
export class Groups {
  private readonly options: GroupOptions
  /** What acknowledges the members of each group, until it has ended. */
  private readonly held = new Map<string, UnitOfWork>()
  readonly durable: DurableAggregationRepository | undefined
  /** The ids of groups that are on their way. */
  readonly inProgress = new Set<string>()
  /** What a group waits for before it is sent on: others of its key that must go first. */
  earlier: (key: string) => Promise<void> | undefined = () => undefined

  constructor(options: GroupOptions) {
    this.options = options
    this.durable = isDurable(options.repository) ? options.repository : undefined
  }

  get unfinished(): MaybePromise<readonly string[]> {
    return this.options.repository.keys()
  }

  get(key: string): MaybePromise<Exchange | undefined> {
    return this.options.repository.get(key)
  }

  keep(key: string, group: Exchange): MaybePromise<void> {
    return this.options.repository.add(key, group)
  }

  /** What a member waits for before it goes on: in a durable repository, until the group is stored with it. */
  stored(key: string): MaybePromise<void> {
    return this.durable?.stored(key)
  }

  /**
   * The acknowledgement of a member waits for the end of the group it is in; one whose group has gone already takes it along. A group that is
   * stored outlives the process: its members need not wait.
   */
  hold(key: string, member: Exchange): void {
    if (this.durable !== undefined || (!member.unitOfWork?.settles && member.origin === undefined)) return
    let unit = this.held.get(key)
    if (unit === undefined) this.held.set(key, (unit = new UnitOfWork()))
    member.holdFor(unit)
  }

  /** Ends the group under a key, where there is one; tells whether there was. */
  endStored(key: string, ending: Ending): MaybePromise<boolean> {
    return andThen(this.options.repository.get(key), group =>
      group === undefined ? false : andThen(this.end(key, group, true, ending), () => true),
    )
  }

  /** Ends a group: takes it out of the repository, and sends it on or throws it away. A promise waits for room among those on their way. */
  end(key: string, group: Exchange, stored: boolean, { completedBy, discard = false }: Ending): MaybePromise<void> {
    const { repository, timeouts, closed, strategy, completionTimeout } = this.options
    if (completedBy !== undefined) group.setProperty('CamelAggregatedCompletedBy', completedBy)
    group.setProperty('CamelAggregatedCorrelationKey', key)
    return andThen(stored || this.durable !== undefined ? repository.remove(key, group) : undefined, () => {
      timeouts?.remove(key)
      closed?.add(key)
      const late = completedBy === 'timeout'
      if (late) strategy.timeout?.(group, -1, -1, completionTimeout > 0 ? completionTimeout : -1)
      const settle = this.held.get(key)
      this.held.delete(key)
      settle?.handOver(group.unit())
      if (discard || (late && this.options.discardOnCompletionTimeout)) return this.thrownAway(group)
      this.inProgressFrom(group)
      return andThen(this.earlier(key), () => this.sendOn(group))
    })
  }

  private thrownAway(group: Exchange): MaybePromise<void> {
    return andThen(this.options.repository.confirm(group.id), () => group.unitOfWork?.complete(group))
  }

  /** Sends a complete group on; also one that is recovered. */
  sendOn(group: Exchange): MaybePromise<void> {
    const { strategy, steps, apart, parallelProcessing } = this.options
    const { id } = group
    this.inProgressFrom(group)
    group.unit().add(ended => this.ended(id, ended))
    strategy.onCompletion?.(group)
    return apart.start(group, steps, parallelProcessing ? undefined : String(group.property('CamelAggregatedCorrelationKey')))
  }

  private inProgressFrom({ id }: Exchange): void {
    if (this.durable !== undefined) this.inProgress.add(id)
  }

  /** A group that did not end well, or whose end could not be written, stays in the repository. */
  private ended(id: string, group: Exchange): void | Promise<void> {
    const confirmed = group.succeeded ? this.options.repository.confirm(id) : undefined
    if (!(confirmed instanceof Promise)) return void this.inProgress.delete(id)
    return confirmed
      .catch(error => this.options.failed(`the end of the group ${id} cannot be stored: it will be sent on again`, error))
      .then(() => void this.inProgress.delete(id))
  }
}
