import type { Exchange } from '../../../core/exchange.ts'
import type { Step } from '../../../core/step.ts'
import { andThen, type MaybePromise } from '../../../core/step.ts'
import { UnitOfWork } from '../../../core/unit-of-work.ts'
import type { AggregationStrategy } from '../../../kit/aggregation.ts'
import type { AggregationRepository } from '../../../stores/aggregation-repository.ts'
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
  readonly discardOnCompletionTimeout: boolean
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

  constructor(options: GroupOptions) {
    this.options = options
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

  /** The acknowledgement of a member waits for the end of the group it is in; one whose group has gone already takes it along. */
  hold(key: string, member: UnitOfWork | undefined): void {
    if (member === undefined) return
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
    return andThen(stored ? repository.remove(key) : undefined, () => {
      timeouts?.remove(key)
      closed?.add(key)
      const late = completedBy === 'timeout'
      if (late) strategy.timeout?.(group, -1, -1, completionTimeout > 0 ? completionTimeout : -1)
      const settle = this.held.get(key)
      this.held.delete(key)
      settle?.handOver(group.unit())
      return discard || (late && this.options.discardOnCompletionTimeout) ? this.thrownAway(group) : this.sendOn(group)
    })
  }

  private thrownAway(group: Exchange): MaybePromise<void> {
    return andThen(this.options.repository.confirm(group.id), () => group.unitOfWork?.complete(group))
  }

  private sendOn(group: Exchange): MaybePromise<void> {
    const { repository, strategy, steps, apart } = this.options
    const { id } = group
    group.unit().add(ended => (ended.succeeded ? repository.confirm(id) : undefined))
    strategy.onCompletion?.(group)
    return apart.start(group, steps)
  }
}
