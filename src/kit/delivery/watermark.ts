/** A position that was taken; `settle` marks it. */
export interface Ticket<P> {
  readonly position: P
  settled: boolean
}

/**
 * The contiguous prefix of settled positions, for sources that commit offsets: positions are taken in their order and settled in any;
 * only what has nothing open before it may be committed. Constant time each, and no more memory than positions from the first open one.
 */
export class Watermark<P> {
  private readonly tickets: (Ticket<P> | undefined)[] = []
  private first = 0
  private last: P | undefined

  /** Positions that are taken and not yet part of the settled prefix. */
  get pending(): number {
    return this.tickets.length - this.first
  }

  /** The last position before which nothing is open; `undefined` before the first. */
  get position(): P | undefined {
    return this.last
  }

  take(position: P): Ticket<P> {
    const ticket = { position, settled: false }
    this.tickets.push(ticket)
    return ticket
  }

  /** Gives the last position of the settled prefix where it has grown by this. A second settlement changes nothing. */
  settle(ticket: Ticket<P>): P | undefined {
    if (ticket.settled) return undefined
    ticket.settled = true
    let grown: P | undefined
    for (let next = this.tickets[this.first]; next?.settled; next = this.tickets[this.first]) {
      grown = next.position
      this.tickets[this.first++] = undefined
    }
    if (grown !== undefined) this.last = grown
    this.shrink()
    return grown
  }

  private shrink(): void {
    if (this.first < 1024 || this.first * 2 < this.tickets.length) return
    this.tickets.splice(0, this.first)
    this.first = 0
  }
}
