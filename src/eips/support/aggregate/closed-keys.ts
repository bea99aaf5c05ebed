/** Keys of groups that were sent on and take no more messages; the oldest beyond `size` is forgotten (0 and below: none). */
export class ClosedKeys {
  private readonly keys = new Set<string>()
  private readonly size: number

  constructor(size: number) {
    this.size = size
  }

  has(key: string): boolean {
    return this.keys.has(key)
  }

  add(key: string): void {
    this.keys.delete(key)
    this.keys.add(key)
    if (this.size > 0 && this.keys.size > this.size) this.keys.delete(this.keys.values().next().value!)
  }

  clear(): void {
    this.keys.clear()
  }
}
