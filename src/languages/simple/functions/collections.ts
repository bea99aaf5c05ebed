import type { Exchange } from '../../../core/exchange.ts'
import { Body, Call, type Code } from '../code.ts'
import { compareSame } from '../compare.ts'
import { convertTo, type Evaluate, textOf, tryConvert } from '../evaluate.ts'
import { failure } from '../failure.ts'
import { iterate } from '../iterate.ts'
import { javaEquals } from '../java-equals.ts'
import { passingExchange } from '../ognl/settle.ts'
import { splitByRegex } from '../ognl/split-text.ts'
import { Truth } from '../operators.ts'
import { AS_WRITTEN, type Factory, type FunctionCall, TRIMMED } from './call.ts'
import { mandatoryInteger } from './strings.ts'

/** All items of all arguments, of the body where there are none. */
function allItems(call: FunctionCall): (exchange: Exchange) => unknown[] {
  const written = call.arguments
  const parts: Code[] = written === undefined ? [new Body()] : call.split(written, TRIMMED).map(token => call.expression(token))
  return exchange => parts.flatMap(part => [...iterate(part.run(exchange))].map(each => each ?? null))
}

const distinct: Factory = call => {
  const items = allItems(call)
  return new Call(exchange => items(exchange).filter((each, i, all) => all.findIndex(other => javaEquals(other, each)) === i))
}

const reverse: Factory = call => {
  const items = allItems(call)
  return new Call(exchange => items(exchange).reverse())
}

const shuffle: Factory = call => {
  const items = allItems(call)
  return new Call(exchange => shuffled(items(exchange)))
}

function shuffled(items: unknown[]): unknown[] {
  for (let i = items.length - 1; i > 0; i--) {
    const other = Math.floor(Math.random() * (i + 1))
    const kept = items[i]
    items[i] = items[other]
    items[other] = kept
  }
  return items
}

const list: Factory = call => {
  const written = call.arguments
  const parts = written === undefined ? [] : call.split(written, TRIMMED).map(token => call.expression(token).run)
  return new Call(exchange => parts.map(part => part(exchange) ?? null))
}

const map: Factory = call => {
  const written = call.arguments
  const parts = written === undefined ? [] : call.split(written, TRIMMED).map(token => call.expression(token).run)
  if (parts.length % 2 === 1) call.fail(`\${map(key,value,…)} with an even number of arguments, not ${parts.length}`)
  return new Call(exchange => mapOf(parts, exchange))
}

function mapOf(parts: readonly Evaluate[], exchange: Exchange): Record<string, unknown> {
  const result: Record<string, unknown> = {}
  for (let i = 0; i < parts.length; i += 2) {
    const key = textOf(parts[i]!(exchange), exchange) ?? 'null'
    Object.defineProperty(result, key, { value: parts[i + 1]!(exchange) ?? null, enumerable: true, writable: true, configurable: true })
  }
  return result
}

/** What Camel iterates over where it asks for an iterator: nothing is a failure. */
function iterator(value: unknown, exchange: Exchange, source = 'body'): Iterable<unknown> {
  if (value === null || value === undefined)
    throw failure('IllegalArgument', `expression: ${source} evaluated on ${exchange} must return an java.util.Iterator must be specified`)
  return iterate(value)
}

const join: Factory = call => {
  const written = call.arguments
  const tokens = written === undefined ? [] : call.splitSome(written, AS_WRITTEN)
  if (tokens.length > 3) call.fail('${join(separator,prefix,expression)}')
  const [separator = ',', prefix = ''] = tokens
  const { run } = call.expression(tokens[2] ?? '${body}')
  const source = tokens[2]?.replace(/^\$\{header[.:](\w+)\}$/, 'header($1)')
  return new Call(exchange => joined(iterator(run(exchange), exchange, source), separator, prefix, exchange))
}

function joined(items: Iterable<unknown>, separator: string, prefix: string, exchange: Exchange): string {
  let result = ''
  for (const each of items) {
    const text = tryConvert(each ?? null, 'java.lang.String', exchange) as string | null
    if (text !== null) result += (result === '' ? '' : separator) + prefix + text
  }
  return result
}

const split: Factory = call => {
  const written = call.arguments ?? (call.remainder.startsWith('\n)') ? '\n' : undefined)
  const tokens = written === undefined ? [','] : call.splitSome(written, AS_WRITTEN)
  if (tokens.length > 2) call.fail('${split(separator)} or ${split(exp,separator)}')
  const { run } = call.expression(tokens.length > 1 ? tokens[0]! : '${body}')
  const separator = tokens.at(-1)!
  return new Call(exchange => {
    const text = textOf(run(exchange), exchange)
    return text === null ? null : splitByRegex(text, separator)
  })
}

const sort: Factory = call => {
  const tokens = call.arguments === undefined ? [] : call.splitSome(call.arguments, AS_WRITTEN)
  if (tokens.length > 2) call.fail('${sort(reverse)} or ${sort(exp,reverse)}')
  const { run } = call.expression(tokens.length > 1 ? tokens[0]! : '${body}')
  const descending = (tokens.at(-1) ?? '').toLowerCase() === 'true'
  return new Call(exchange => {
    const items = [...iterate(run(exchange))].map(each => each ?? null)
    if (items.length > 1)
      for (const each of items) if (each === null) throw failure('NullPointer', 'Cannot invoke "java.lang.Comparable.compareTo(Object)"')
    if (items.length > 1) items.sort(compareSame)
    return descending ? items.reverse() : items
  })
}

/** A copy of the exchange with this item as its body, for as long as the item is looked at. */
function withItem(exchange: Exchange, item: unknown): Exchange {
  const copy = exchange.fork()
  copy.id = exchange.id
  copy.body = item ?? null
  copy.exception = exchange.exception
  return passingExchange(copy)
}

/** `name(list, function)`: the list, and the function of its items, which may have commas. */
function listAndFunction(call: FunctionCall, name: string): { source: Evaluate; text: string } {
  const syntax = `\${${name}(exp,exp)}`
  const tokens = call.split(call.required(syntax), AS_WRITTEN)
  if (tokens.length < 2) call.fail(syntax)
  return { source: call.expression(tokens[0]!).run, text: tokens.slice(1).join(',') }
}

const forEach: Factory = call => {
  const { source, text } = listAndFunction(call, 'forEach')
  const { run } = call.expression(text)
  return new Call(exchange => {
    const results: unknown[] = []
    for (const item of iterate(source(exchange))) {
      const result = run(withItem(exchange, item))
      if (result !== null && result !== undefined) results.push(result)
    }
    return results
  })
}

const filter: Factory = call => {
  const { source, text } = listAndFunction(call, 'filter')
  const truth: Code = new Truth(call.compiler.predicate(text))
  return new Call(exchange => {
    const results: unknown[] = []
    for (const item of iterate(source(exchange))) if (truth.run(withItem(exchange, item))) results.push(item ?? null)
    return results
  })
}

/** Items that are counted before the rest: `skip(2)`. The result can be iterated over once. */
const skip: Factory = call => {
  const number = call.expression(call.required('${skip(number)}').trim()).run
  return new Call(exchange => {
    const count = convertTo(number(exchange), 'java.lang.Integer', exchange)
    if (count === null) throw failure('IllegalArgument', `skip number expression evaluated to null: ${call.arguments}`)
    if (Number(count) < 0) throw failure('IllegalArgument', `Skip must not be a negative number, was: ${count}`)
    return once(skipped(iterator(exchange.body, exchange), Number(count)))
  })
}

function* skipped(items: Iterable<unknown>, count: number): Iterator<unknown> {
  for (const item of items) if (count-- <= 0) yield item
}

const collate: Factory = call => {
  const number = call.expression(call.required('${collate(group)}').trim()).run
  return new Call(exchange => {
    const size = mandatoryInteger(number(exchange), exchange)
    const items = iterator(exchange.body, exchange)
    if (size <= 0) throw failure('RuntimeExchange', `Group must be a positive number, was: ${size}`)
    return once(grouped(items, size))
  })
}

function* grouped(items: Iterable<unknown>, size: number): Iterator<unknown[]> {
  let group: unknown[] = []
  for (const item of items) {
    if (group.push(item ?? null) < size) continue
    yield group
    group = []
  }
  if (group.length > 0) yield group
}

function once<T>(iterator: Iterator<T>): IterableIterator<T> {
  return iterator as IterableIterator<T>
}

const range: Factory = call => {
  const syntax = '${range(min,max)} or ${range(max)}'
  const tokens = call.required(syntax).split(',')
  if (tokens.length > 2) call.fail(syntax)
  const [low, high] = [tokens.length > 1 ? tokens[0]! : '1', tokens.at(-1)!].map(token => call.compiler.argument(token.trim()).run) as [
    Evaluate,
    Evaluate,
  ]
  return new Call(exchange => {
    const first = mandatoryInteger(low(exchange), exchange)
    const end = mandatoryInteger(high(exchange), exchange)
    return first >= 0 && first < end ? numbers(first, end) : null
  })
}

const MAX_RANGE = 10_000_000

function numbers(first: number, end: number): number[] {
  if (end - first > MAX_RANGE) throw failure('IllegalArgument', `a range of ${end - first} numbers is too long (at most ${MAX_RANGE})`)
  return Array.from({ length: end - first }, (_, i) => first + i)
}

/** Functions that make lists and maps, or go through them. */
export const collectionFunctions: Readonly<Record<string, Factory>> = {
  ...{ distinct, reverse, shuffle, list, map, join, split, sort, forEach, filter, skip, collate, range },
}
