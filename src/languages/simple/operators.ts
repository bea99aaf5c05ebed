import type { Exchange } from '../../core/exchange.ts'
import type { Emitter } from '../../core/expression.ts'
import { isMap } from '../../core/values.ts'
import { Code } from './code.ts'
import { compareValues, containsValue, equalValues } from './compare.ts'
import { textOf, truthOf } from './evaluate.ts'
import { isBlank, isWholeNumber } from './java-text.ts'

type Test = (left: unknown, right: unknown, exchange: Exchange) => boolean

function nothing(value: unknown): value is null | undefined {
  return value === null || value === undefined
}

/** Applies a test unless a side is nothing: then it is `both` where both are, and false where one is. */
function unlessNothing(both: boolean, test: Test): Test {
  return (left, right, exchange) =>
    nothing(left) || nothing(right) ? both && nothing(left) && nothing(right) : test(left, right, exchange)
}

function not(test: Test): Test {
  return (left, right, exchange) => !test(left, right, exchange)
}

const equal: Test = (left, right, exchange) => equalValues(left, right, exchange)
const equalIgnoringCase: Test = (left, right, exchange) => equalValues(left, right, exchange, true)
const contains = unlessNothing(true, (left, right, exchange) => containsValue(left, right, exchange))
const containsIgnoringCase = unlessNothing(true, (left, right, exchange) => containsValue(left, right, exchange, true))
const startsWith = unlessNothing(true, (left, right, exchange) => (textOf(left, exchange) ?? '').startsWith(textOf(right, exchange) ?? ''))
const endsWith = unlessNothing(true, (left, right, exchange) => (textOf(left, exchange) ?? '').endsWith(textOf(right, exchange) ?? ''))

/** Operators that look at two values; the others need their right side as text. */
export const TESTS: Readonly<Record<string, Test>> = {
  '==': equal,
  '!=': not(equal),
  '=~': equalIgnoringCase,
  '!=~': not(equalIgnoringCase),
  '>': unlessNothing(false, (left, right, exchange) => compareValues(left, right, exchange) > 0),
  '>=': unlessNothing(true, (left, right, exchange) => compareValues(left, right, exchange) >= 0),
  '<': unlessNothing(true, (left, right, exchange) => compareValues(left, right, exchange) < 0),
  '<=': unlessNothing(true, (left, right, exchange) => compareValues(left, right, exchange) <= 0),
  contains,
  '!contains': not(contains),
  'not contains': not(contains),
  '~~': containsIgnoringCase,
  '!~~': not(containsIgnoringCase),
  startsWith,
  'starts with': startsWith,
  '!startsWith': not(startsWith),
  endsWith,
  'ends with': endsWith,
  '!endsWith': not(endsWith),
}

/** A comparison of two values. */
export class Comparison extends Code {
  override readonly isPredicate = true
  private readonly operator: string
  private readonly left: Code
  private readonly right: Code

  constructor(operator: string, left: Code, right: Code) {
    super()
    this.operator = operator
    this.left = left
    this.right = right
  }

  emit(emitter: Emitter): string {
    return this.emitSpecial(emitter) ?? this.emitTest(emitter, this.left.emit(emitter))
  }

  override emitTruth(emitter: Emitter): string {
    return this.emit(emitter)
  }

  /** Comparing with a literal: the usual type is tested in place, everything else goes the long way. */
  private emitSpecial(emitter: Emitter): string | undefined {
    const literal = this.right.constant?.value
    if (literal === undefined) return undefined
    if (literal === null) return this.emitNull(emitter)
    const value = emitter.local()
    const left = `(${value} = ${this.left.emit(emitter)})`
    const long = this.emitTest(emitter, value)
    if (typeof literal === 'number' && Number.isInteger(literal)) return this.emitNumber(left, value, literal, long)
    return typeof literal === 'string' && !isWholeNumber(literal) ? this.emitTextTest(left, value, literal, long) : undefined
  }

  private emitTest(emitter: Emitter, left: string): string {
    return `${emitter.constant(TESTS[this.operator])}(${left}, ${this.right.emit(emitter)}, ${emitter.exchange()})`
  }

  private emitNull(emitter: Emitter): string | undefined {
    if (this.operator === '==') return `(${this.left.emit(emitter)} == null)`
    return this.operator === '!=' ? `(${this.left.emit(emitter)} != null)` : undefined
  }

  /** Only 32-bit whole numbers: others may be of another kind in Java, with other rules. */
  private emitNumber(left: string, value: string, literal: number, long: string): string | undefined {
    const operator = { '==': '===', '!=': '!==', '>': '>', '>=': '>=', '<': '<', '<=': '<=' }[this.operator]
    if (operator === undefined) return undefined
    return `(typeof ${left} === 'number' && (${value} | 0) === ${value} ? ${value} ${operator} ${literal} : ${long})`
  }

  private emitTextTest(left: string, value: string, literal: string, long: string): string | undefined {
    const text = JSON.stringify(literal)
    if (this.operator === '==') return `(typeof ${left} === 'string' ? ${value} === ${text} : ${long})`
    return this.operator === '!=' ? `(typeof ${left} === 'string' ? ${value} !== ${text} : ${long})` : undefined
  }
}

/** `&&` and `||` of two conditions. */
export class Logical extends Code {
  override readonly isPredicate = true
  private readonly operator: string
  private readonly parts: readonly Code[]

  constructor(operator: '&&' | '||', parts: readonly Code[]) {
    super()
    this.operator = operator
    this.parts = parts
  }

  emit(emitter: Emitter): string {
    return `(${this.parts.map(part => part.emitTruth(emitter)).join(` ${this.operator} `)})`
  }

  override emitTruth(emitter: Emitter): string {
    return this.emit(emitter)
  }
}

/** A value as a condition. */
export class Truth extends Code {
  override readonly isPredicate = true
  private readonly value: Code

  constructor(value: Code) {
    super()
    this.value = value
  }

  override get constant(): { readonly value: boolean } | undefined {
    return this.value.constant && { value: truthOf(this.value.constant.value) }
  }

  emit(emitter: Emitter): string {
    return this.value.emitTruth(emitter)
  }

  override emitTruth(emitter: Emitter): string {
    return this.value.emitTruth(emitter)
  }
}

/** `condition ? yes : no`. */
export class Ternary extends Code {
  override readonly isRaw: boolean = false
  private readonly condition: Code
  private readonly yes: Code
  private readonly no: Code

  constructor(condition: Code, yes: Code, no: Code) {
    super()
    this.condition = condition
    this.yes = yes
    this.no = no
  }

  emit(emitter: Emitter): string {
    return `(${this.condition.emitTruth(emitter)} ? ${this.yes.emit(emitter)} : ${this.no.emit(emitter)})`
  }
}

/** Whether `?:` takes its right side: nothing, false, blank text, an empty list or map, the whole number 0. */
function isVoid(value: unknown): boolean {
  if (nothing(value) || value === false || value === 0) return true
  if (typeof value === 'string') return isBlank(value)
  if (Array.isArray(value)) return value.length === 0
  if (value instanceof Set || value instanceof Map) return value.size === 0
  return isMap(value) && Object.keys(value).length === 0
}

/** `left ?: right`. */
export class Elvis extends Code {
  override readonly isRaw = false
  private readonly left: Code
  private readonly right: Code

  constructor(left: Code, right: Code) {
    super()
    this.left = left
    this.right = right
  }

  emit(emitter: Emitter): string {
    const value = emitter.local()
    return `(${emitter.constant(isVoid)}(${value} = ${this.left.emit(emitter)}) ? ${this.right.emit(emitter)} : ${value})`
  }
}
