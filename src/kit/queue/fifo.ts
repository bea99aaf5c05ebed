/** A first-in first-out list whose `shift` costs the same whatever its length. */
export class Fifo<T> {
  private items: (T | undefined)[] = []
  private head = 0

  get length(): number {
    return this.items.length - this.head
  }

  push(item: T): void {
    this.items.push(item)
  }

  shift(): T | undefined {
    if (this.head === this.items.length) return undefined
    const item = this.items[this.head]
    this.items[this.head++] = undefined
    if (this.head === this.items.length) this.reset([])
    else if (this.head >= 1024 && this.head * 2 >= this.items.length) this.reset(this.items.slice(this.head))
    return item
  }

  /** Takes an item out, wherever it stands. */
  remove(item: T): boolean {
    const index = this.items.indexOf(item, this.head)
    if (index < 0) return false
    this.items.splice(index, 1)
    return true
  }

  private reset(items: (T | undefined)[]): void {
    this.items = items
    this.head = 0
  }
}
