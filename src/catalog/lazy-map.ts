/** A map whose values are made when they are first asked for; its keys are there from the start. */
export class LazyMap<V> implements ReadonlyMap<string, V> {
  private readonly makers: ReadonlyMap<string, () => V>
  private readonly made = new Map<string, V>()

  constructor(entries: Iterable<readonly [string, () => V]>) {
    this.makers = new Map(entries)
  }

  get size(): number {
    return this.makers.size
  }

  has(key: string): boolean {
    return this.makers.has(key)
  }

  get(key: string): V | undefined {
    const known = this.made.get(key)
    if (known !== undefined) return known
    const make = this.makers.get(key)
    if (make === undefined) return undefined
    const value = make()
    this.made.set(key, value)
    return value
  }

  keys(): MapIterator<string> {
    return this.makers.keys()
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
    return new Map([...this.makers.keys()].map(key => [key, this.get(key)!]))
  }
}
