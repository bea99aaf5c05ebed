import { javaClassOf } from '../../converters/java-class.ts'
import type { Exchange } from '../../core/exchange.ts'
import { Call, type Code } from './code.ts'
import { compareValues, equalValues } from './compare.ts'
import { convertTo, textOf } from './evaluate.ts'
import { failure } from './failure.ts'
import { iterate } from './iterate.ts'
import { matchesWhole } from './java-regex.ts'
import { isInstance, resolveClass } from './java-types.ts'
import { syntaxError, whenMessageComes } from './syntax-error.ts'

/** What an operator tells when its right side is wrong: the whole expression, and where that side stands. */
export interface Place {
  readonly text: string
  readonly offset: number
}

/** Where an operator stands, and its name with the negation, as mistakes tell it. */
interface Operation extends Place {
  readonly operator: string
}

class TextTest extends Call {
  override readonly isPredicate = true
}

/** `is`, `in`, `range`, `regex` and their negations (`!` or `not` before them). */
export function textOperator(operator: string, left: Code, right: Code, place: Place): Code | undefined {
  const negated = operator.startsWith('!') || operator.startsWith('not ')
  const name = operator.replace(/^(!|not )/, '')
  const make = MAKERS[name]
  if (make === undefined) return undefined
  const test = make(left, right, { ...place, operator })
  return new TextTest(negated ? exchange => !test(exchange) : test)
}

type Test = (exchange: Exchange) => boolean

// All of them look at their right side first, and at the left only if that one is sound.
const MAKERS: Readonly<Record<string, (left: Code, right: Code, place: Operation) => Test>> = {
  is: (left, right, place) => exchange => whenMessageComes(() => isInstanceOf(left, right, place, exchange)),
  in: (left, right) => exchange => isAmong(left, right.run(exchange), exchange),
  range: (left, right, place) => exchange =>
    whenMessageComes(() => isInRange(left, textOf(right.run(exchange), exchange), place, exchange)),
  regex: (left, right) => exchange => matches(left, right, exchange),
}

function isInstanceOf(left: Code, right: Code, place: Operation, exchange: Exchange): boolean {
  const type = classFrom(textOf(right.run(exchange), exchange), place)
  return isInstance(left.run(exchange), type)
}

function classFrom(name: string | null, place: Operation): string {
  if (name === null || name === 'null')
    throw syntaxError(place.text, `${place.operator} operator cannot accept null. A class type must be provided.`, place.offset)
  // the text of an empty list: an array of nothing
  if (name.trim() === '[]') throw failure('IllegalArgument', 'name must be specified and not empty')
  const type = resolveClass(name)
  if (type === undefined) throw syntaxError(place.text, `${place.operator} operator cannot find class with name: ${name}`, place.offset)
  return type
}

/** Each candidate is converted to the value's type first, and fails where it cannot be. */
function isAmong(left: Code, candidates: unknown, exchange: Exchange): boolean {
  for (const candidate of [...iterate(candidates)]) {
    const value = left.run(exchange)
    const known = value !== null && value !== undefined
    if (known && equalValues(value, convertTo(candidate, javaClassOf(value), exchange), exchange)) return true
  }
  return false
}

function isInRange(left: Code, range: string | null, place: Operation, exchange: Exchange): boolean {
  if (range === null) throw failure('NullPointer', 'Cannot invoke "java.lang.CharSequence.length()" because "this.text" is null')
  const bounds = /^(\d+)\.\.(\d+)$/.exec(range)
  if (bounds === null) {
    throw syntaxError(
      place.text,
      `${place.operator} operator is not valid. Valid syntax:'from..to' (where from and to are numbers).`,
      place.offset,
    )
  }
  const value = left.run(exchange)
  if (value === null || value === undefined) return false
  return compareValues(value, bounds[1], exchange) >= 0 && compareValues(value, bounds[2], exchange) <= 0
}

function matches(left: Code, right: Code, exchange: Exchange): boolean {
  const pattern = textOf(right.run(exchange), exchange)
  if (pattern === null) throw failure('NullPointer', 'Cannot invoke "String.length()" because "this.pattern" is null')
  const value = textOf(left.run(exchange), exchange)
  return matchesWhole(value ?? '', pattern) && value !== null
}
