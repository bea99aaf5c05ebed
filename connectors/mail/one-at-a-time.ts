/** Runs an action for whoever asks, never twice at a time: who asks while it runs gets one further run, shared with others who asked. */
export class OneAtATime<T> {
  private readonly action: () => Promise<T>
  private running: Promise<T> | undefined
  private next: Promise<T> | undefined

  constructor(action: () => Promise<T>) {
    this.action = action
  }

  run(): Promise<T> {
    if (this.running === undefined) return this.start()
    this.next ??= this.running.then(
      () => this.after(),
      () => this.after(),
    )
    return this.next
  }

  /** Resolves when nothing runs. */
  async idle(): Promise<void> {
    while (this.running !== undefined || this.next !== undefined) await Promise.allSettled([this.running, this.next])
  }

  private after(): Promise<T> {
    this.next = undefined
    return this.start()
  }

  private start(): Promise<T> {
    const running = this.action().finally(() => {
      if (this.running === running) this.running = undefined
    })
    this.running = running
    return running
  }
}
