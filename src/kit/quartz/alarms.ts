import type { Clock } from '../../core/clock.ts'
import type { Outcome } from '../../core/outcome.ts'
import type { MaybePromise } from '../../core/step.ts'
import type { Firing } from './headers.ts'

/** Points in time, in milliseconds. */
export interface Schedule {
  readonly first: number | undefined
  /** The one after another; asked once for each. */
  after(time: number): number | undefined
}

/** Fires at the times of a schedule. Where as many are at work as may be, it waits for one to end; times missed meanwhile fire at once. */
export class Alarms {
  private readonly clock: Clock
  private readonly max: number
  private readonly fire: (firing: Firing) => MaybePromise<Outcome>
  private readonly atWork = new Set<Promise<Outcome>>()
  private schedule: Schedule | undefined
  private suspended = false
  private previous: number | undefined
  private cancel: (() => void) | undefined

  constructor(clock: Clock, max: number, fire: (firing: Firing) => MaybePromise<Outcome>) {
    this.clock = clock
    this.max = max
    this.fire = fire
  }

  start(schedule: Schedule): void {
    this.schedule = schedule
    this.suspended = false
    this.previous = undefined
    this.wait(schedule.first)
  }

  suspend(on: boolean): void {
    this.suspended = on
  }

  /** Fires no more, and waits for what is at work. */
  async stop(): Promise<void> {
    this.schedule = undefined
    this.cancel?.()
    await Promise.all(this.atWork)
  }

  private wait(time: number | undefined): void {
    if (time === undefined) return
    this.cancel = this.clock.after(time - this.clock.now(), () => void this.ring(time))
  }

  private async ring(scheduled: number): Promise<void> {
    while (this.atWork.size >= this.max) await Promise.race(this.atWork)
    const next = this.schedule?.after(scheduled)
    if (this.schedule === undefined) return
    if (!this.suspended) this.work({ scheduled, fired: this.clock.now(), previous: this.previous, next })
    this.previous = scheduled
    this.wait(next)
  }

  private work(firing: Firing): void {
    const outcome = this.fire(firing)
    if (!(outcome instanceof Promise)) return
    this.atWork.add(outcome)
    outcome.then(() => this.atWork.delete(outcome))
  }
}
