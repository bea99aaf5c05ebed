import type { Clock } from '../core/clock.ts'
import type { MaybePromise } from '../core/step.ts'
import type { PollTimes } from './poll-fields.ts'
import { Repeat } from './repeat.ts'

/** One poll: how many messages it got. It rejects where polling itself failed; what becomes of a message is the route's affair. */
export type Poll = () => MaybePromise<number>

interface Hooks {
  /** A poll that got nothing (`sendEmptyMessageWhenIdle`). */
  idle?(): MaybePromise<void>
  /** A poll that failed. */
  failed(error: unknown): MaybePromise<void>
}

/**
 * Polls by the clock, as Camel's scheduled consumers do: never two polls at a time; after enough idle or failed polls in a row the next
 * ones are skipped (back-off); `repeatCount` counts polls that really took place.
 */
export class PollLoop {
  private readonly poll: Poll
  private readonly times: PollTimes
  private readonly hooks: Hooks
  private readonly repeat: Repeat
  private suspended = false
  private stopped = false
  private count = 0
  private idle = 0
  private failures = 0
  private skipped = 0

  constructor(poll: Poll, times: PollTimes, clock: Clock, hooks: Hooks) {
    this.poll = poll
    this.times = times
    this.hooks = hooks
    this.repeat = new Repeat(clock, { ...times, from: times.fixedDelay ? 'end' : 'rate' }, () => this.run())
  }

  start(): void {
    this.suspended = false
    this.stopped = false
    this.count = 0
    if (this.times.started) this.repeat.start()
  }

  /** Waits for the poll under way. */
  stop(): Promise<void> {
    this.stopped = true
    return this.repeat.stop()
  }

  suspend(): void {
    this.suspended = true
  }

  resume(): void {
    this.suspended = false
  }

  private async run(): Promise<boolean> {
    if (this.suspended || this.backsOff()) return true
    const { repeatCount } = this.times
    this.count += 1
    await this.once()
    return repeatCount <= 0 || this.count < repeatCount
  }

  /** Whether a greedy loop polls on; a poll that never waits must not keep the thread from everything else. */
  private async goesOn(): Promise<boolean> {
    await new Promise(resolve => setImmediate(resolve))
    return !this.suspended && !this.stopped
  }

  private backsOff(): boolean {
    const { skip, idle, failed } = this.times.backoff
    if (skip <= 0 || (this.idle < idle && this.failures < failed)) return false
    if (this.skipped++ < skip) return true
    this.idle = 0
    this.failures = 0
    this.skipped = 0
    return false
  }

  private async once(): Promise<void> {
    try {
      let got: number
      do {
        got = await this.poll()
        if (got === 0) await this.hooks.idle?.()
      } while (got > 0 && this.times.greedy && (await this.goesOn()))
      this.idle = got === 0 ? this.idle + 1 : 0
      this.failures = 0
    } catch (error) {
      this.idle = 0
      this.failures += 1
      await this.hooks.failed(error)
    }
  }
}
