import { itemsFor } from '../../converters/index.ts'
import { Exchange } from '../../core/exchange.ts'
import { MessageList } from '../../core/message-part.ts'
import { JavaValue } from '../../core/values.ts'

/** What a value is iterated as: all at once, or one after the other, where an item may have to be waited for. */
export type Items = readonly unknown[] | Iterator<unknown> | AsyncIterator<unknown>

/** A comma outside of parentheses, so that `bean:x?method=y(a,b)` stays whole. */
const COMMA_OUTSIDE_PARENTHESES = /,(?!(?:[^(,]|[^)],[^)])+\))/

/**
 * What Camel's EIPs iterate over in a value: a text is cut at `delimiter` (`null`: not at all), a map gives its entries, a list, set,
 * iterator or stream of items its items; anything else is a single item, null and blank texts none.
 */
export function itemsIn(value: unknown, delimiter: string | null): Items {
  const content = value instanceof Exchange ? value.body : value
  if (typeof content === 'string') return textItems(content, delimiter)
  if (Array.isArray(content)) return content instanceof MessageList ? content.parts() : content
  if (typeof content === 'object' && content !== null) {
    if (Symbol.asyncIterator in content) return (content as AsyncIterable<unknown>)[Symbol.asyncIterator]()
    if (typeof (content as Iterator<unknown>).next === 'function') return content as Iterator<unknown>
    if (content instanceof JavaValue && Symbol.iterator in content) return (content as Iterable<unknown>)[Symbol.iterator]()
  }
  const items = itemsFor(content)
  return Array.isArray(items) ? items : items[Symbol.iterator]()
}

function textItems(text: string, delimiter: string | null): string[] {
  if (delimiter === null || !text.includes(delimiter)) return text.trim() === '' ? [] : [text]
  const parenthesised = delimiter === ',' && text.includes('(') && text.includes(')')
  const items = text.split(parenthesised ? COMMA_OUTSIDE_PARENTHESES : delimiter)
  if (items[0] === '') items.shift()
  if (items.at(-1) === '') items.pop()
  return items
}

/** All items as a list. */
export function allItems(items: Items): readonly unknown[] | Promise<readonly unknown[]> {
  if (Array.isArray(items)) return items
  const iterator = items as Iterator<unknown> | AsyncIterator<unknown>
  const list: unknown[] = []
  for (;;) {
    const step = iterator.next()
    if (step instanceof Promise) return collect(iterator as AsyncIterator<unknown>, step, list)
    if (step.done) return list
    list.push(step.value)
  }
}

async function collect(
  iterator: AsyncIterator<unknown>,
  first: Promise<IteratorResult<unknown>>,
  list: unknown[],
): Promise<readonly unknown[]> {
  for (let step = await first; !step.done; step = await iterator.next()) list.push(step.value)
  return list
}

/** The items one after the other, whatever they come from. */
export function iteratorOf(items: Items): Iterator<unknown> | AsyncIterator<unknown> {
  return Array.isArray(items) ? items[Symbol.iterator]() : (items as Iterator<unknown> | AsyncIterator<unknown>)
}

/** Lists of `size` items each; the last one has the rest. */
export function grouped(items: Items, size: number): Items {
  if (!Array.isArray(items)) return new GroupIterator(iteratorOf(items), size) as Items
  const groups: unknown[][] = []
  for (let i = 0; i < items.length; i += size) groups.push(items.slice(i, i + size))
  return groups
}

type Result = IteratorResult<unknown>

/** Gathers items to lists; waits where its source does. */
class GroupIterator {
  private readonly source: Iterator<unknown> | AsyncIterator<unknown>
  private readonly size: number

  constructor(source: Iterator<unknown> | AsyncIterator<unknown>, size: number) {
    this.source = source
    this.size = size
  }

  next(): Result | Promise<Result> {
    return this.fill([])
  }

  return(): Result | Promise<Result> {
    return this.source.return?.() ?? { done: true, value: undefined }
  }

  private fill(group: unknown[]): Result | Promise<Result> {
    while (group.length < this.size) {
      const step = this.source.next()
      if (step instanceof Promise) return step.then(each => (each.done ? ended(group) : this.fill(group.concat([each.value]))))
      if (step.done) return ended(group)
      group.push(step.value)
    }
    return { done: false, value: group }
  }
}

function ended(group: unknown[]): Result {
  return group.length > 0 ? { done: false, value: group } : { done: true, value: undefined }
}
