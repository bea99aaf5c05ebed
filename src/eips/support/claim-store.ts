import type { Exchange } from '../../core/exchange.ts'

/** Copies of messages that an exchange keeps: by name, and on a stack. */
export class ClaimStore {
  private readonly byName = new Map<string, Exchange>()
  private readonly stack: Exchange[] = []

  get(name: string): Exchange | undefined {
    return this.byName.get(name)
  }

  take(name: string): Exchange | undefined {
    const kept = this.byName.get(name)
    this.byName.delete(name)
    return kept
  }

  set(name: string, kept: Exchange): void {
    this.byName.set(name, kept)
  }

  push(kept: Exchange): void {
    this.stack.push(kept)
  }

  pop(): Exchange | undefined {
    return this.stack.pop()
  }
}
