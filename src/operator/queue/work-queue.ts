import type { Clock } from '../../core/clock.ts'

export interface WorkQueueOptions {
  readonly clock: Clock
  /** How many keys are worked on at a time. */
  readonly workers: number
  /** Works on a key; resolves with after how many milliseconds it should be looked at again, if at all. A rejection is tried again with growing waits. */
  readonly work: (key: string) => Promise<number | undefined>
  readonly onFailure?: (key: string, error: unknown, nextTryMs: number) => void
  readonly firstWaitMs?: number
  /** The longest wait after an error; default 5 minutes. */
  readonly longestWait?: (error: unknown) => number
  readonly random?: () => number
}

const LONGEST_WAIT_MS = 300_000

interface Timer {
  readonly due: number
  cancel(): void
}

/**
 * Keys to be worked on, each by one worker at a time, in the order in which they came. A key that is added while it waits is there once; one that
 * is added while it is worked on is worked on once more after that. Keys that fail come again after 5 ms, 10 ms … 5 minutes, each on its own count,
 * so that those that fail keep nobody else from his turn.
 */
export class WorkQueue {
  /** How many times a key was worked on, and how many of these failed. */
  done = 0
  failed = 0
  private readonly options: WorkQueueOptions
  private readonly waiting = new Set<string>()
  private readonly active = new Set<string>()
  private readonly again = new Set<string>()
  private readonly failures = new Map<string, number>()
  private readonly timers = new Map<string, Timer>()
  private readonly idle: (() => void)[] = []
  private running = false

  constructor(options: WorkQueueOptions) {
    this.options = options
  }

  /** How many keys wait for a worker. */
  get depth(): number {
    return this.waiting.size
  }

  /** How many keys wait or are worked on. */
  get size(): number {
    return this.waiting.size + this.active.size
  }

  start(): void {
    this.running = true
    this.pump()
  }

  /** Takes no more keys into work; resolves when those in work are done. */
  async stop(): Promise<void> {
    this.running = false
    for (const { cancel } of this.timers.values()) cancel()
    this.timers.clear()
    while (this.active.size > 0) await new Promise<void>(resolve => this.idle.push(resolve))
  }

  add(key: string): void {
    if (this.active.has(key)) this.again.add(key)
    else this.waiting.add(key)
    this.pump()
  }

  /** Adds a key after a while; of several times the first counts. */
  addAfter(key: string, ms: number): void {
    const due = this.options.clock.now() + ms
    const known = this.timers.get(key)
    if (known !== undefined && known.due <= due) return
    known?.cancel()
    const cancel = this.options.clock.after(
      ms,
      () => {
        this.timers.delete(key)
        this.add(key)
      },
      { background: true },
    )
    this.timers.set(key, { due, cancel })
  }

  /** Drops what is known of a key that is no longer there. */
  forget(key: string): void {
    this.failures.delete(key)
    this.timers.get(key)?.cancel()
    this.timers.delete(key)
  }

  private pump(): void {
    while (this.running && this.active.size < this.options.workers && this.waiting.size > 0) {
      const [key] = this.waiting as unknown as [string]
      this.waiting.delete(key)
      this.active.add(key)
      void this.run(key)
    }
  }

  private async run(key: string): Promise<void> {
    try {
      const next = await this.options.work(key)
      this.failures.delete(key)
      if (next !== undefined && this.running) this.addAfter(key, next)
    } catch (error) {
      this.failed++
      const wait = this.backoff(key, error)
      this.options.onFailure?.(key, error, wait)
      if (this.running) this.addAfter(key, wait)
    }
    this.done++
    this.active.delete(key)
    if (this.again.delete(key)) this.waiting.add(key)
    if (this.active.size === 0) for (const resolve of this.idle.splice(0)) resolve()
    this.pump()
  }

  private backoff(key: string, error: unknown): number {
    const { firstWaitMs = 5, longestWait = () => LONGEST_WAIT_MS, random = Math.random } = this.options
    const count = this.failures.get(key) ?? 0
    this.failures.set(key, count + 1)
    return Math.min(longestWait(error), firstWaitMs * 2 ** Math.min(count, 30)) * (0.75 + 0.25 * random())
  }
}
