import { isMap, isNumber, mapEntries, mapGet } from '../../core/values.ts'
import { isDefinite, type Operand, type Path, type Test } from './ast.ts'
import { evaluatePath, type JsonPathOption, type Reading } from './evaluate.ts'

/** What a path of a filter gives where nothing is there. */
const ABSENT: unique symbol = Symbol('absent')

/** Whether an item passes the condition of a filter. */
export function passes(test: Test, item: unknown, reading: Reading): boolean {
  switch (test.kind) {
    case 'or':
      return passes(test.left, item, reading) || passes(test.right, item, reading)
    case 'and':
      return passes(test.left, item, reading) && passes(test.right, item, reading)
    case 'not':
      return !passes(test.test, item, reading)
    case 'exists':
      return sideValue({ kind: 'path', path: test.path }, item, reading) !== ABSENT
    case 'compare':
      return compare(test.operator, test.left, test.right, item, reading)
  }
}

function sideValue(operand: Operand, item: unknown, reading: Reading): unknown {
  if (operand.kind === 'value') return operand.value
  if (operand.kind === 'regex') return operand.regex
  const { path } = operand
  const start = path.from === '$' ? reading.root : item
  if (path.segments.every(isPlainName)) return plainValue(path, start)
  const found = evaluatePath(path, start, { root: reading.root, options: NO_OPTIONS }, false)
  if (isDefinite(path)) return found.length === 0 ? ABSENT : found[0]!.value
  return found.map(({ value }) => value)
}

const NO_OPTIONS: ReadonlySet<JsonPathOption> = new Set()

type PlainName = { readonly kind: 'names'; readonly names: readonly [string] }

function isPlainName(segment: Path['segments'][number]): segment is PlainName {
  return segment.kind === 'names' && segment.names.length === 1
}

/** What most conditions look at, a property by its name: found without walking. */
function plainValue({ segments }: Path, start: unknown): unknown {
  let value = start
  for (const segment of segments) {
    value = isMap(value) ? mapGet(value, (segment as PlainName).names[0]) : undefined
    if (value === undefined) return ABSENT
  }
  return value
}

function compare(operator: string, leftOperand: Operand, rightOperand: Operand, item: unknown, reading: Reading): boolean {
  const left = sideValue(leftOperand, item, reading)
  const right = sideValue(rightOperand, item, reading)
  switch (operator) {
    case '==':
    case '===':
      return equal(left, right)
    case '!=':
    case '!==':
      return !equal(left, right)
    case '=~':
    case 'matches':
      return matches(left, right)
    case 'in':
      return Array.isArray(right) && contains(right, left)
    case 'nin':
      return !(Array.isArray(right) && contains(right, left))
    case '<':
    case '<=':
    case '>':
    case '>=':
      return order(operator, left, right)
    default:
      return setTest(operator, left, right)
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
