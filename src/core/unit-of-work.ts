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
  private first: OriginalMessage | undefined
  private holder: Exchange | undefined
  private completions: Completion[] = []
  private settlements: Completion[] = []

  /** The original message; once an exchange has taken it, it is that exchange's own, with all that has become of it, as in Camel. */
  get original(): OriginalMessage | undefined {
    return this.holder === undefined ? this.first : messageOf(this.holder)
  }

  /** Keeps the message that an exchange has now as the original one. */
  keepMessage(exchange: Exchange): void {
    this.first = messageOf(exchange)
  }

  /** The exchange has the original message as its own from now on. */
  takenBy(exchange: Exchange): void {
    this.holder = exchange
  }

  /** The original message stays what the exchange that has taken it has made of it so far. */
  giveBack(): void {
    this.first = this.original
    this.holder = undefined
  }

  add(completion: Completion): void {
    this.completions.push(completion)
  }

  /**
   * Adds the completion that acknowledges the delivery at its source (a file is moved, a message is acked). Unlike the others it
   * moves into a group that takes the message in (aggregate, resequence), and then runs when the group has ended: for sources that
   * can leave a message open meanwhile. It runs after all other completions.
   */
  settle(completion: Completion): void {
    this.settlements.push(completion)
  }

  /** Moves the completions to another unit: they run when that one ends. */
  handOver(target: UnitOfWork): void {
    target.completions.push(...this.completions)
    this.completions = []
    this.holdFor(target)
  }

  /** Moves only what acknowledges the delivery. */
  holdFor(target: UnitOfWork): void {
    target.settlements.push(...this.settlements)
    this.settlements = []
  }

  /** Runs the completions; waits for those that have to wait. */
  complete(exchange: Exchange): void | Promise<void> {
    for (;;) {
      const next = this.completions.pop() ?? this.settlements.pop()
      if (next === undefined) return
      const waiting = next(exchange)
      if (waiting !== undefined) return waiting.then(() => this.complete(exchange))
    }
  }
}

/**
 * Keeps the message as it is now as the original one of its unit of work, unless that has one already. Called where a unit begins:
 * when a message comes into its first route, and for each part of a split. Does nothing where no route of the runtime asks for it.
 */
export function keepOriginal(exchange: Exchange): void {
  if (!exchange.services.originals.kept) return
  const unit = exchange.unit()
  if (unit.original === undefined) unit.keepMessage(exchange)
}

/** The message as it is now; its headers are shared until somebody writes. */
function messageOf(exchange: Exchange): OriginalMessage {
  exchange.headersShared = true
  return { body: exchange.body, headers: exchange.headers, spellings: exchange.spellings }
}
