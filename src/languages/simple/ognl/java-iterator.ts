import { failure } from '../failure.ts'
import { methods } from './method.ts'

/** What `iterator()` of a list or set gives: an iterator that also knows whether there is more. */
class JavaIterator implements IterableIterator<unknown> {
  private readonly items: Iterator<unknown>
  private following: IteratorResult<unknown>

  constructor(items: Iterable<unknown>) {
    this.items = items[Symbol.iterator]()
    this.following = this.items.next()
  }

  get hasNext(): boolean {
    return this.following.done !== true
  }

  next(): IteratorResult<unknown> {
    const result = this.following
    if (result.done !== true) this.following = this.items.next()
    return result
  }

  [Symbol.iterator](): this {
    return this
  }
}

/** `iterator()` of something with items. */
export function iteratorOf(items: Iterable<unknown>): IterableIterator<unknown> {
  return new JavaIterator(items)
}

function next(iterator: JavaIterator): unknown {
  if (!iterator.hasNext) throw failure('NoSuchElement', '')
  return iterator.next().value
}

/** Whether a value is what `iteratorOf` gave. */
export function isJavaIterator(value: object): boolean {
  return value instanceof JavaIterator
}

/** `java.util.Iterator`. */
export const ITERATOR = methods({
  'hasNext()': (iterator: JavaIterator) => iterator.hasNext,
  'next()': next,
})
