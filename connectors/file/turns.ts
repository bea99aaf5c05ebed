/** Lets work on one file follow each other; work that is synchronous stays so where nobody else is at it. */
export class Turns {
  private readonly last = new Map<string, Promise<void>>()

  /** Runs `work` when it is its turn, and `finally` behind it in any case. */
  take(path: string, work: () => void | Promise<void>, finish: () => void): void | Promise<void> {
    const before = this.last.size === 0 ? undefined : this.last.get(path)
    if (before !== undefined) return this.queue(path, before.then(work).finally(finish))
    let waiting: void | Promise<void>
    try {
      waiting = work()
    } catch (error) {
      finish()
      throw error
    }
    return waiting === undefined ? finish() : this.queue(path, waiting.finally(finish))
  }

  /** Whether nobody is at a file, or waits for it. */
  free(path: string): boolean {
    return this.last.size === 0 || !this.last.has(path)
  }

  private queue(path: string, work: Promise<void>): Promise<void> {
    const settled: Promise<void> = work.then(
      () => this.ended(path, settled),
      () => this.ended(path, settled),
    )
    this.last.set(path, settled)
    return work
  }

  private ended(path: string, settled: Promise<void>): void {
    if (this.last.get(path) === settled) this.last.delete(path)
  }
}
