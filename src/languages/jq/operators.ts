import { isMap, isNumber, mapEntries } from '../../core/values.ts'
import { compareValues, describe, fault, numeric, objectOf, typeFault } from './values.ts'

type Operator = (left: unknown, right: unknown) => unknown

/** A binary operator of jq on two values. */
export function operate(operator: string, left: unknown, right: unknown): unknown {
  return operatorOf(operator)(left, right)
}

export function operatorOf(operator: string): Operator {
  return OPERATORS[operator]!
}

/** `-value` */
export function negated(value: unknown): unknown {
  if (!isNumber(value)) throw typeFault(`${describe(value)} cannot be negated`)
  return subtract(0, value)
}

function cannot(left: unknown, right: unknown, what: string): never {
  throw typeFault(`${describe(left)} and ${describe(right)} cannot be ${what}`)
}

function byZero(left: unknown, right: unknown, what: string): never {
  throw fault(`${describe(left)} and ${describe(right)} cannot be ${what} because the divisor is zero`)
}

function bothNumbers(left: unknown, right: unknown): boolean {
  return isNumber(left) && isNumber(right)
}

const add: Operator = (left, right) => {
  if (left === null || left === undefined) return right
  if (right === null || right === undefined) return left
  if (bothNumbers(left, right)) return numeric(Number(left) + Number(right))
  if (typeof left === 'string' && typeof right === 'string') return left + right
  if (Array.isArray(left) && Array.isArray(right)) return [...left, ...right]
  if (isMap(left) && isMap(right)) return objectOf([...new Map([...mapEntries(left), ...mapEntries(right)])])
  return cannot(left, right, 'added')
}

const subtract: Operator = (left, right) => {
  if (bothNumbers(left, right)) return numeric(Number(left) - Number(right))
  if (Array.isArray(left) && Array.isArray(right)) return left.filter(each => !right.some(other => compareValues(each, other) === 0))
  return cannot(left, right, 'subtracted')
}

const multiply: Operator = (left, right) => {
  if (bothNumbers(left, right)) return numeric(Number(left) * Number(right))
  if (typeof left === 'string' && isNumber(right)) return Number(right) > 0 ? left.repeat(Math.max(1, Math.trunc(Number(right)))) : null
  if (isNumber(left) && typeof right === 'string') return multiply(right, left)
  if (isMap(left) && isMap(right)) return deepMerge(left, right)
  return cannot(left, right, 'multiplied')
}

function deepMerge(left: Record<string, unknown> | Map<unknown, unknown>, right: Record<string, unknown> | Map<unknown, unknown>): unknown {
  const merged = new Map(mapEntries(left))
  for (const [key, value] of mapEntries(right)) {
    const old = merged.get(key)
    merged.set(key, isMap(old) && isMap(value) ? deepMerge(old, value) : value)
  }
  return objectOf([...merged])
}

const divide: Operator = (left, right) => {
  if (typeof left === 'string' && typeof right === 'string') return left === '' ? [] : left.split(right)
  if (!bothNumbers(left, right)) return cannot(left, right, 'divided')
  return Number(right) === 0 ? byZero(left, right, 'divided') : numeric(Number(left) / Number(right))
}

const remainder: Operator = (left, right) => {
  if (!bothNumbers(left, right)) return cannot(left, right, 'divided (remainder)')
  const divisor = Math.trunc(Number(right))
  return divisor === 0 ? byZero(left, right, 'divided (remainder)') : numeric(Math.trunc(Number(left)) % Math.abs(divisor))
}

const OPERATORS: Readonly<Record<string, Operator>> = {
  '+': add,
  '-': subtract,
  '*': multiply,
  '/': divide,
  '%': remainder,
  '==': (left, right) => compareValues(left, right) === 0,
  '!=': (left, right) => compareValues(left, right) !== 0,
  '<': (left, right) => compareValues(left, right) < 0,
  '<=': (left, right) => compareValues(left, right) <= 0,
  '>': (left, right) => compareValues(left, right) > 0,
  '>=': (left, right) => compareValues(left, right) >= 0,
}
