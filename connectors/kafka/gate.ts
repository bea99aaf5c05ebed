/** Whether something may begin, and who waits for it. */
export class Gate {
  closed = false
  private waiting: (() => void)[] = []

  close(): void {
    this.closed = true
  }

  open(): void {
    this.closed = false
    for (const go of this.waiting.splice(0)) go()
  }

  /** Resolves when it is opened next, at once where it is open. */
  opened(): Promise<void> {
    return this.closed ? new Promise(resolve => this.waiting.push(resolve)) : Promise.resolve()
  }
}
