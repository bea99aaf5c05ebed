/** What has arrived at a sink, held against what must arrive. */
export class Tally {
  readonly expected: ReadonlySet<string>
  /** How often each part came. */
  private readonly counts = new Map<string, number>()
  private readonly lastOfKey = new Map<string, number>()
  /** Parts that nobody has sent: something was torn or mixed up. */
  readonly foreign: string[] = []
  /** First arrivals that came behind a later one of their key. */
  disorder = 0
  arrived = 0

  constructor(expected: ReadonlySet<string>) {
    this.expected = expected
  }

  /** A body as it arrived: one part, or several with line ends between. */
  take(body: string): void {
    for (const part of body.split('\n')) if (part !== '') this.takePart(part)
  }

  /** Distinct parts that have come. */
  get distinct(): number {
    return this.counts.size
  }

  get complete(): boolean {
    return this.counts.size === this.expected.size
  }

  get lost(): string[] {
    return [...this.expected].filter(part => !this.counts.has(part))
  }

  get duplicates(): number {
    let sum = 0
    for (const count of this.counts.values()) sum += count - 1
    return sum
  }

  private takePart(part: string): void {
    this.arrived += 1
    if (!this.expected.has(part)) {
      this.foreign.push(part)
      return
    }
    const known = this.counts.get(part) ?? 0
    this.counts.set(part, known + 1)
    if (known === 0) this.order(part)
  }

  private order(part: string): void {
    const [key, place] = part.split('|') as [string, string]
    const [number, index] = place.split('.').map(Number) as [number, number]
    const rank = number * 10 + index
    const last = this.lastOfKey.get(key) ?? -1
    if (rank < last) this.disorder += 1
    else this.lastOfKey.set(key, rank)
  }
}
