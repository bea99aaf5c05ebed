import type { Position } from '../core/diagnostic.ts'

interface Places {
  readonly self: Position
  readonly keys: ReadonlyMap<string, Position>
  readonly values: ReadonlyMap<string, Position>
}

/** Where the objects of a model stand in their files. Kept beside the model, so that the model stays plain, frozen JSON. */
export class Positions {
  private readonly places = new WeakMap<object, Places>()

  set(node: object, places: Places): void {
    this.places.set(node, places)
  }

  /** The place of one object serves for another that was made from it. */
  inherit(node: object, from: object): void {
    const places = this.places.get(from)
    if (places) this.places.set(node, places)
  }

  of(node: unknown): Position | undefined {
    return typeof node === 'object' && node !== null ? this.places.get(node)?.self : undefined
  }

  /** Where a key of an object stands; the object itself where the key is not in the file. */
  key(node: object, key: string): Position | undefined {
    const places = this.places.get(node)
    return places?.keys.get(key) ?? places?.self
  }

  /** Where the value of a key stands. */
  value(node: object, key: string): Position | undefined {
    const places = this.places.get(node)
    return places?.values.get(key) ?? places?.keys.get(key) ?? places?.self
  }
}
