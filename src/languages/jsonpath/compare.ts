import { isMap, isNumber, mapEntries } from '../../core/values.ts'
import { isDefinite, type Operand, type Test } from './ast.ts'
import { evaluatePath, type Reading } from './evaluate.ts'

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
  const found = evaluatePath(operand.path, operand.path.from === '$' ? reading.root : item, { ...reading, options: new Set() }, false)
  if (isDefinite(operand.path)) return found.length === 0 ? ABSENT : found[0]!.value
  return found.map(({ value }) => value)
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
    default:
      return order(operator, left, right) ?? setTest(operator, left, right)
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

/** The result of `<` and its kin; `undefined` for another operator. */
function order(operator: string, left: unknown, right: unknown): boolean | undefined {
  if (!/^[<>]=?$/.test(operator)) return undefined
  const both =
    isNumber(left) && isNumber(right)
      ? [Number(left), Number(right)]
      : typeof left === 'string' && typeof right === 'string'
        ? [left, right]
        : undefined
  if (!both) return false
  const [a, b] = both as [number, number]
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
