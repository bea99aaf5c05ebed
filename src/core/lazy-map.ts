/** A map whose values are made, out of what stands for them, when they are first asked for; its keys are there from the start. */
export class LazyMap<V, S> implements ReadonlyMap<string, V> {
  private readonly sources: ReadonlyMap<string, S>
  private readonly make: (source: S) => V
  private readonly made = new Map<string, V>()

  constructor(entries: Iterable<readonly [string, S]>, make: (source: S) => V) {
    this.sources = new Map(entries)
    this.make = make
  }

  get size(): number {
    return this.sources.size
  }

  has(key: string): boolean {
    return this.sources.has(key)
  }

  get(key: string): V | undefined {
    const known = this.made.get(key)
    if (known !== undefined) return known
    const source = this.sources.get(key)
    if (source === undefined) return undefined
    const value = this.make(source)
    this.made.set(key, value)
    return value
  }

  keys(): MapIterator<string> {
    return this.sources.keys()
  }

  values(): MapIterator<V> {
    return this.all().values()
  }

  entries(): MapIterator<[string, V]> {
    return this.all().entries()
  }

  [Symbol.iterator](): MapIterator<[string, V]> {
    return this.entries()
  }

  forEach(action: (value: V, key: string, map: ReadonlyMap<string, V>) => void): void {
    for (const [key, value] of this) action(value, key, this)
  }

  private all(): Map<string, V> {
    return new Map([...this.sources.keys()].map(key => [key, this.get(key)!]))
  }
}
