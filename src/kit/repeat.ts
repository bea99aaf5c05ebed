import type { Clock } from '../core/clock.ts'
import type { MaybePromise } from '../core/step.ts'

export interface RepeatTimes {
  /** Milliseconds before the first run. */
  readonly initialDelay: number
  /** Milliseconds between runs; 0 or less where `once` is not set: at once. */
  readonly delay: number
  /** From the end of a run (`end`), from its start (`start`), or at fixed points in time, with missed ones caught up (`rate`). */
  readonly from: 'end' | 'start' | 'rate'
}

/**
 * Runs an action again and again, never two at a time, until it answers `false` or is stopped. The action must not throw. The clock
 * is the given one, and a waiting timer keeps the process alive.
 */
export class Repeat {
  private readonly clock: Clock
  private readonly times: RepeatTimes
  private readonly action: () => MaybePromise<boolean>
  private cancel: (() => void) | undefined
  private running: Promise<void> | undefined
  private stopped = true
  private due = 0

  constructor(clock: Clock, times: RepeatTimes, action: () => MaybePromise<boolean>) {
    this.clock = clock
    this.times = times
    this.action = action
  }

  start(): void {
    this.stopped = false
    this.due = this.clock.now() + Math.max(0, this.times.initialDelay)
    this.wait()
  }

  /** Starts no further run, and waits for the one that is under way. */
  async stop(): Promise<void> {
    this.stopped = true
    this.cancel?.()
    this.cancel = undefined
    await this.running
  }

  private wait(): void {
    this.cancel = this.clock.after(this.due - this.clock.now(), () => {
      this.running = this.run()
    })
  }

  private async run(): Promise<void> {
    this.cancel = undefined
    const began = this.clock.now()
    const again = await this.action()
    this.running = undefined
    if (!again || this.stopped) return
    const { from, delay } = this.times
    this.due = (from === 'end' ? this.clock.now() : from === 'start' ? began : this.due) + Math.max(0, delay)
    this.wait()
  }
}
