import type { MaybePromise } from '../../../core/step.ts'

/** What steers the groups of an aggregate from outside. Numbers are those of the groups that were there. */
export interface GroupControl {
  forceCompletionOfGroup(key: string): MaybePromise<number>
  forceCompletionOfAllGroups(): MaybePromise<number>
  forceDiscardingOfGroup(key: string): MaybePromise<number>
  forceDiscardingOfAllGroups(): MaybePromise<number>
}

/** A bean through which the host application, or a `bean` step, completes or discards groups. */
export class AggregateController implements GroupControl {
  private control: GroupControl | undefined

  /** The aggregate that names this bean takes it over when its route is built. */
  steer(control: GroupControl): void {
    this.control = control
  }

  forceCompletionOfGroup(key: string): MaybePromise<number> {
    return this.control?.forceCompletionOfGroup(key) ?? 0
  }

  forceCompletionOfAllGroups(): MaybePromise<number> {
    return this.control?.forceCompletionOfAllGroups() ?? 0
  }

  forceDiscardingOfGroup(key: string): MaybePromise<number> {
    return this.control?.forceDiscardingOfGroup(key) ?? 0
  }

  forceDiscardingOfAllGroups(): MaybePromise<number> {
    return this.control?.forceDiscardingOfAllGroups() ?? 0
  }
}
