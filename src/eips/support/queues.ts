/** Work that is done one after the other for each key: messages of one source that must not overtake each other. */
export class Queues {
  private readonly last = new Map<string, Promise<void>>()

  /** Does the work behind what is queued under the key; resolves when it is done. */
  inTurn(key: string, work: () => Promise<void>): Promise<void> {
    const done = (this.last.get(key) ?? Promise.resolve()).then(work)
    const settled = done.catch(() => undefined)
    this.last.set(key, settled)
    void settled.then(() => {
      if (this.last.get(key) === settled) this.last.delete(key)
    })
    return done
  }
}
