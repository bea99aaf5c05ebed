import { JavaValue } from '../../../core/values.ts'
import { compareSame } from '../compare.ts'
import { failure } from '../failure.ts'
import { includes } from '../java-equals.ts'

/** What `stream()` of a list or set gives, `java.util.stream.Stream`: its methods that take no function. Each stream can be used once. */
class JavaStream extends JavaValue {
  #items: readonly unknown[] | undefined

  constructor(items: Iterable<unknown>) {
    super('java.util.stream.ReferencePipeline', 'java.util.stream.ReferencePipeline')
    this.#items = [...items]
  }

  [Symbol.iterator](): IterableIterator<unknown> {
    return this.#take()[Symbol.iterator]() as IterableIterator<unknown>
  }

  iterator(): IterableIterator<unknown> {
    return this[Symbol.iterator]()
  }

  count(): bigint {
    return BigInt(this.#take().length)
  }

  distinct(): JavaStream {
    const seen: unknown[] = []
    for (const each of this.#take()) if (!includes(seen, each)) seen.push(each)
    return new JavaStream(seen)
  }

  sorted(): JavaStream {
    return new JavaStream([...this.#take()].sort(compareSame))
  }

  limit(size: unknown): JavaStream {
    return new JavaStream(this.#take().slice(0, whole(size)))
  }

  skip(count: unknown): JavaStream {
    return new JavaStream(this.#take().slice(whole(count)))
  }

  toList(): unknown[] {
    return [...this.#take()]
  }

  toArray(): unknown[] {
    return [...this.#take()]
  }

  findFirst(): JavaOptional {
    return new JavaOptional(this.#take()[0])
  }

  findAny(): JavaOptional {
    return this.findFirst()
  }

  #take(): readonly unknown[] {
    const items = this.#items
    this.#items = undefined
    if (items === undefined) throw failure('IllegalState', 'stream has already been operated upon or closed')
    return items
  }
}

/** `java.util.Optional`. */
class JavaOptional extends JavaValue {
  readonly #value: unknown

  constructor(value: unknown) {
    super('java.util.Optional', value === undefined || value === null ? 'Optional.empty' : `Optional[${value}]`)
    this.#value = value ?? null
  }

  get(): unknown {
    if (this.#value === null) throw failure('NoSuchElement', 'No value present')
    return this.#value
  }

  orElseThrow(): unknown {
    return this.get()
  }

  orElse(other: unknown): unknown {
    return this.#value ?? other
  }

  isPresent(): boolean {
    return this.#value !== null
  }

  isEmpty(): boolean {
    return this.#value === null
  }
}

function whole(size: unknown): number {
  const count = Number(size)
  if (!(count >= 0)) throw failure('IllegalArgument', String(size))
  return count
}

/** `stream()` of something with items. */
export function streamOf(items: Iterable<unknown>): JavaValue {
  return new JavaStream(items)
}
