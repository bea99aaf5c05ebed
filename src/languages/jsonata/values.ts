import type { Frame } from './frame.ts'

/** A compiled node: its value for a context value. Synchronous; throws a `Fault`. */
export type Evaluate = (input: unknown, frame: Frame) => unknown

/**
 * A result sequence that has not been looked at yet: none of its items become nothing, one becomes the item itself, more an array.
 * It exists only between two parts of the evaluator and never gets into a value.
 */
export class Sequence {
  readonly items: unknown[]
  /** A sequence of one stays an array (`[]` behind a step). */
  readonly keep: boolean

  constructor(items: unknown[], keep = false) {
    this.items = items
    this.keep = keep
  }
}

const NO_NAMES: readonly string[] = []
const MAX_EXTENSIONS = 1000
const extensions = new WeakMap<readonly string[], Map<string, readonly string[]>>()

/** Names and one more: the same list for the same names, since there may be a million tuples with them. */
function extended(names: readonly string[], name: string): readonly string[] {
  let known = extensions.get(names)
  if (known === undefined || known.size > MAX_EXTENSIONS) extensions.set(names, (known = new Map()))
  let list = known.get(name)
  if (list === undefined) known.set(name, (list = [...names, name]))
  return list
}

/** An item on its way through a path that binds variables (`@$x`, `#$i`, `%`), with what has been bound. Never changed once made. */
export class Tuple {
  readonly item: unknown
  readonly names: readonly string[]
  readonly values: readonly unknown[]

  constructor(item: unknown, names = NO_NAMES, values: readonly unknown[] = NO_NAMES) {
    this.item = item
    this.names = names
    this.values = values
  }

  /** The same item with one more binding, which replaces one of the same name. */
  with(name: string, value: unknown): Tuple {
    const at = this.names.indexOf(name)
    if (at < 0) return new Tuple(this.item, extended(this.names, name), [...this.values, value])
    return new Tuple(this.item, this.names, this.values.with(at, value))
  }

  /** The same bindings with another item. */
  withItem(item: unknown): Tuple {
    return new Tuple(item, this.names, this.values)
  }

  /** What is bound to a name, or `undefined`. */
  value(name: string): unknown {
    const at = this.names.indexOf(name)
    return at < 0 ? undefined : this.values[at]
  }

  /** This tuple overlaid by another. */
  merge(other: Tuple): Tuple {
    let result = this.withItem(other.item)
    for (let index = 0; index < other.names.length; index++) result = result.with(other.names[index]!, other.values[index])
    return result
  }
}

/** The tuples that a path hands to the path around it. */
export class TupleStream {
  readonly tuples: Tuple[]

  constructor(tuples: Tuple[]) {
    this.tuples = tuples
  }
}
