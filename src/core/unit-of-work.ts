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
  /** How often the step was tried that failed for good, where its message is at a dead letter endpoint. */
  attempts: number | undefined
  private first: OriginalMessage | undefined
  private holder: Exchange | undefined
  private completions: Completion[] = []
  /** Those of the completions that end with the routes of a request, whatever else lives on with its reply. */
  private ofRoutes: Set<Completion> | undefined
  private settlements: Completion[] = []
  /** How many groups and queues hold what came of this delivery, beside its own way. */
  private holds = 0
  /** The exchange whose own way has ended well, while others still hold the settlements. */
  private waiting: Exchange | undefined
  private failed: Exchange | undefined

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

  /** Adds a completion that a route has noted (`onCompletion`). */
  addOfRoute(completion: Completion): void {
    this.ofRoutes ??= new Set()
    this.ofRoutes.add(completion)
    this.completions.push(completion)
  }

  /** Runs what routes have noted; the other completions wait for the end of the message that the exchange is joined to. */
  completeRoutes(exchange: Exchange): void | Promise<void> {
    for (;;) {
      const at = this.completions.findLastIndex(each => this.ofRoutes?.has(each))
      if (at < 0) return
      const [completion] = this.completions.splice(at, 1)
      const waiting = completion!(exchange)
      if (waiting !== undefined) return waiting.then(() => this.completeRoutes(exchange))
    }
  }

  /**
   * Adds the completion that acknowledges the delivery at its source (a file is moved, a message is acked). Unlike the others it waits
   * for the groups (aggregate) and queues (seda, resequence) that hold the message or a part of it: for sources that can leave a message
   * open meanwhile. It runs after all other completions.
   */
  settle(completion: Completion): void {
    this.settlements.push(completion)
  }

  /** Whether there is a delivery to be acknowledged. */
  get settles(): boolean {
    return this.settlements.length > 0
  }

  /** Moves the completions to another unit: they run when that one ends. */
  handOver(target: UnitOfWork): void {
    target.completions.push(...this.completions)
    if (this.ofRoutes !== undefined) target.ofRoutes = new Set([...(target.ofRoutes ?? []), ...this.ofRoutes])
    this.completions = []
    if (this.holds > 0) return this.holdFor(target)
    target.settlements.push(...this.settlements)
    this.settlements = []
  }

  /** What acknowledges the delivery waits until `target` has ended too, and is told its failure. */
  holdFor(target: UnitOfWork): void {
    if (this.settlements.length === 0) return
    this.holds += 1
    target.settlements.push(ended => this.released(ended))
  }

  /** Runs the completions; waits for those that have to wait, but not for what others hold. */
  complete(exchange: Exchange): void | Promise<void> {
    for (;;) {
      const completion = this.completions.pop()
      const next = completion ?? this.settlement(exchange)
      if (next === undefined) return
      const waiting = next(completion === undefined ? this.told(exchange) : exchange)
      if (waiting !== undefined) return waiting.then(() => this.complete(exchange))
    }
  }

  /** What settlements are told: a failure of what held a part counts, though it came before the own way's end. */
  private told(exchange: Exchange): Exchange {
    return exchange.succeeded ? (this.failed ?? exchange) : exchange
  }

  private settlement(exchange: Exchange): Completion | undefined {
    if (this.holds === 0 || !exchange.succeeded) return this.settlements.pop()
    this.waiting = exchange
    return undefined
  }

  private released(ended: Exchange): void | Promise<void> {
    this.holds -= 1
    if (!ended.succeeded) this.failed = ended
    if (this.holds === 0 && this.waiting !== undefined) return this.complete(this.waiting)
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
