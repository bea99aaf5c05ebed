/** A bound on work in flight: who comes when it is reached waits for a slot, in order. Nothing else is queued. */
export class InFlight {
  /** How many have come in, and how many of them have left: two counts, so that who has to know both need not keep them once more. */
  entered = 0
  left = 0
  max: number
  private readonly waiting: (() => void)[] = []
  private readonly idle: (() => void)[] = []
  /** Whether anybody waits, for a slot or for the end. */
  private awaited = false

  constructor(max: number) {
    this.max = max
  }

  /** Lets as many in, where it is more than now. Called before there is any work. */
  raise(max: number): void {
    this.max = Math.max(this.max, max)
  }

  get current(): number {
    return this.entered - this.left
  }

  /** How many wait for a slot. */
  get queued(): number {
    return this.waiting.length
  }

  /** Takes a slot; a promise where one must be waited for. */
  enter(): void | Promise<void> {
    if (this.current < this.max) {
      this.entered += 1
      return
    }
    this.awaited = true
    return new Promise(resolve => this.waiting.push(resolve))
  }

  /** Counts work that must not wait (a direct: call inside an exchange that has its slot already). */
  add(): void {
    this.entered += 1
  }

  leave(): void {
    this.left += 1
    if (this.awaited) this.handOn()
  }

  private handOn(): void {
    const next = this.waiting.shift()
    if (next !== undefined) {
      this.entered += 1
      return next()
    }
    if (this.current === 0) for (const resolve of this.idle.splice(0)) resolve()
    this.awaited = this.idle.length > 0
  }

  /** Resolves when nothing is in flight, or when the signal fires. */
  drained(deadline: AbortSignal): Promise<void> {
    if (this.current === 0 || deadline.aborted) return Promise.resolve()
    this.awaited = true
    return new Promise(resolve => {
      this.idle.push(resolve)
      deadline.addEventListener('abort', () => resolve(), { once: true })
    })
  }
}
