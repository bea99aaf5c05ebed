import { isMap, isNumber, mapEntries, mapGet } from '../../core/values.ts'
import { isDefinite, type Operand, type Path, type Test } from './ast.ts'
import { evaluatePath, type JsonPathOption, type Reading } from './evaluate.ts'

/** What a path of a filter gives where nothing is there. */
const ABSENT: unique symbol = Symbol('absent')

/** Whether an item passes the condition of a filter. */
export type Condition = (item: unknown, reading: Reading) => boolean

const conditions = new WeakMap<Test, Condition>()

/** The condition of a filter, made once. */
export function conditionOf(test: Test): Condition {
  let condition = conditions.get(test)
  if (condition === undefined) {
    condition = compileTest(test)
    conditions.set(test, condition)
  }
  return condition
}

function compileTest(test: Test): Condition {
  switch (test.kind) {
    case 'or': {
      const [left, right] = [compileTest(test.left), compileTest(test.right)]
      return (item, reading) => left(item, reading) || right(item, reading)
    }
    case 'and': {
      const [left, right] = [compileTest(test.left), compileTest(test.right)]
      return (item, reading) => left(item, reading) && right(item, reading)
    }
    case 'not': {
      const inner = compileTest(test.test)
      return (item, reading) => !inner(item, reading)
    }
    case 'exists': {
      const side = compilePath(test.path)
      return (item, reading) => side(item, reading) !== ABSENT
    }
    case 'compare': {
      const [left, right, holds] = [compileSide(test.left), compileSide(test.right), comparison(test.operator)]
      return (item, reading) => holds(left(item, reading), right(item, reading))
    }
  }
}

/** A side of a comparison. */
type Side = (item: unknown, reading: Reading) => unknown

function compileSide(operand: Operand): Side {
  if (operand.kind === 'path') return compilePath(operand.path)
  const value = operand.kind === 'value' ? operand.value : operand.regex
  return () => value
}

function compilePath(path: Path): Side {
  const { from, segments } = path
  const names = segments.map(segment => (segment.kind === 'names' && segment.names.length === 1 ? segment.names[0]! : undefined))
  if (names.every(name => name !== undefined)) return (item, { root }) => member(from === '$' ? root : item, names)
  const definite = isDefinite(path)
  return (item, { root }) => {
    const found = evaluatePath(path, from === '$' ? root : item, { root, options: NO_OPTIONS }, false)
    if (definite) return found.length === 0 ? ABSENT : found[0]!.value
    return found.map(({ value }) => value)
  }
}

const NO_OPTIONS: ReadonlySet<JsonPathOption> = new Set()

/** What most conditions look at, a property by its name: found without walking. */
function member(start: unknown, names: readonly string[]): unknown {
  let value = start
  for (const name of names) {
    value = isMap(value) ? mapGet(value, name) : undefined
    if (value === undefined) return ABSENT
  }
  return value
}

function comparison(operator: string): (left: unknown, right: unknown) => boolean {
  switch (operator) {
    case '==':
    case '===':
      return equal
    case '!=':
    case '!==':
      return (left, right) => !equal(left, right)
    case '=~':
    case 'matches':
      return matches
    case 'in':
      return (left, right) => Array.isArray(right) && contains(right, left)
    case 'nin':
      return (left, right) => !(Array.isArray(right) && contains(right, left))
    case '<':
    case '<=':
    case '>':
    case '>=':
      return (left, right) => order(operator, left, right)
    default:
      return (left, right) => setTest(operator, left, right)
  }
}

/** Numbers compare by value, texts with numbers by the form of the left side, lists and maps by what they hold. */
function equal(left: unknown, right: unknown): boolean {
  if (isNumber(left) && isNumber(right)) return Number(left) === Number(right)
  if (isNumber(left) && typeof right === 'string') return right.trim() !== '' && Number(left) === Number(right)
  if (typeof left === 'string' && isNumber(right)) return left === String(right)
  if (Array.isArray(left) && Array.isArray(right))
    return left.length === right.length && left.every((each, index) => equal(each, right[index]))
  if (isMap(left) && isMap(right)) return equalMaps(mapEntries(left), new Map(mapEntries(right)))
  return left === right
}

function equalMaps(left: [string, unknown][], right: Map<string, unknown>): boolean {
  return left.length === right.size && left.every(([key, value]) => right.has(key) && equal(value, right.get(key)))
}

function contains(list: readonly unknown[], value: unknown): boolean {
  return list.some(each => equal(value, each))
}

function matches(left: unknown, right: unknown): boolean {
  if (right instanceof RegExp) return (typeof left === 'string' || isNumber(left)) && right.test(String(left))
  return left instanceof RegExp && typeof right === 'string' && left.test(right)
}

/** Only numbers with numbers, and texts with texts, have an order. */
function order(operator: '<' | '<=' | '>' | '>=', left: unknown, right: unknown): boolean {
  if (isNumber(left) && isNumber(right)) return ordered(operator, Number(left), Number(right))
  return typeof left === 'string' && typeof right === 'string' && ordered(operator, left, right)
}

function ordered<T extends number | string>(operator: '<' | '<=' | '>' | '>=', a: T, b: T): boolean {
  return operator === '<' ? a < b : operator === '>' ? a > b : operator === '<=' ? a <= b : a >= b
}

function setTest(operator: string, left: unknown, right: unknown): boolean {
  const length = Array.isArray(left) || typeof left === 'string' ? left.length : undefined
  switch (operator) {
    case 'contains':
      return typeof left === 'string' ? typeof right === 'string' && left.includes(right) : Array.isArray(left) && contains(left, right)
    case 'size':
      return length !== undefined && isNumber(right) && length === Number(right)
    case 'empty':
      return length !== undefined && (length === 0) === right
    case 'all':
      return Array.isArray(left) && Array.isArray(right) && right.every(each => contains(left, each))
    case 'subsetof':
      return Array.isArray(left) && Array.isArray(right) && left.every(each => contains(right, each))
    case 'anyof':
      return Array.isArray(left) && Array.isArray(right) && left.some(each => contains(right, each))
    case 'noneof':
      return Array.isArray(left) && Array.isArray(right) && !left.some(each => contains(right, each))
    default:
      return false
  }
}
