import type { Exchange } from './exchange.ts'
import type { HeaderRecord } from './headers.ts'

/** Runs when an exchange has ended: a source's commit, an idempotent key's confirmation, an `onCompletion`. It never rejects. */
export type Completion = (exchange: Exchange) => void | Promise<void>

/** The message as it came in, for `useOriginalMessage`. */
export interface OriginalMessage {
  readonly body: unknown
  readonly headers: HeaderRecord
  readonly spellings: Map<string, string> | undefined
}

/**
 * What belongs to one delivery from its arrival to its outcome. Completions run last-in first-out, each once; a queue (seda) that
 * takes responsibility moves them to the exchange that it hands on.
 */
export class UnitOfWork {
  original: OriginalMessage | undefined
  private completions: Completion[] = []

  add(completion: Completion): void {
    this.completions.push(completion)
  }

  /** Moves the completions to another unit: they run when that one ends. */
  handOver(target: UnitOfWork): void {
    target.completions.push(...this.completions)
    this.completions = []
  }

  /** Runs the completions; waits for those that have to wait. */
  complete(exchange: Exchange): void | Promise<void> {
    while (this.completions.length > 0) {
      const waiting = this.completions.pop()!(exchange)
      if (waiting !== undefined) return waiting.then(() => this.complete(exchange))
    }
  }
}
