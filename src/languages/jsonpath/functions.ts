import { toText } from '../../converters/index.ts'
import { double, isMap, isNumber, mapEntries } from '../../core/values.ts'
import { evaluationFailure } from '../failure.ts'
import { invalidPath, pathError } from './fault.ts'

const NO_NUMBERS = 'Aggregation function attempted to calculate value using empty array'

type JsonFunction = (value: unknown, args: readonly unknown[]) => unknown

const FUNCTIONS: Readonly<Record<string, JsonFunction>> = {
  length: size,
  size,
  keys: value => (isMap(value) ? mapEntries(value).map(([key]) => key) : null),
  sum: numeric(numbers => numbers.reduce((sum, each) => sum + each, 0)),
  avg: numeric(mean),
  min: numeric(numbers => Math.min(...numbers)),
  max: numeric(numbers => Math.max(...numbers)),
  stddev: numeric(numbers => Math.sqrt(mean(numbers.map(each => each * each)) - mean(numbers) ** 2)),
  concat: (value, args) => [...textsIn(value), ...args.flat().map(each => toText(each) ?? '')].join(''),
  append: (value, args) => (Array.isArray(value) ? [...value, ...args] : value),
  first: value => itemAt(value, 0),
  last: value => itemAt(value, -1),
  index: (value, args) => itemAt(value, Array.isArray(value) ? firstIndex(args) : 0),
}

function textsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter(each => typeof each === 'string') : []
}

function firstIndex(args: readonly unknown[]): number {
  const [index] = args.flat().filter(isNumber)
  if (index === undefined) throw outOfBounds(0, 0)
  return Math.trunc(Number(index))
}

/** Jayway counts from the end without ever reaching the first item: `last()` of a list of one is a failure. */
function itemAt(list: unknown, index: number): unknown {
  if (!Array.isArray(list)) throw pathError(NO_NUMBERS)
  const position = index < 0 ? list.length + index : index
  if (index < 0 && position <= 0) throw pathError(`Target index:${index} larger than object count:${list.length}`)
  if (position >= list.length) throw outOfBounds(position, list.length)
  return list[position]
}

function outOfBounds(index: number, length: number): Error {
  return evaluationFailure('jsonpath', 'java.lang.IndexOutOfBoundsException', `Index ${index} out of bounds for length ${length}`)
}

function size(value: unknown): unknown {
  if (Array.isArray(value)) return value.length
  return isMap(value) ? mapEntries(value).length : null
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0) / numbers.length
}

function numeric(reduce: (numbers: readonly number[]) => number): JsonFunction {
  return (value, args) => {
    const numbers = [...(Array.isArray(value) ? value : []), ...args.flat()].filter(isNumber).map(Number)
    if (numbers.length === 0) throw pathError(NO_NUMBERS)
    return double(reduce(numbers))
  }
}

/** Calls a function of a path (`$.list.length()`). */
export function callFunction(name: string, value: unknown, args: readonly unknown[]): unknown {
  if (!Object.hasOwn(FUNCTIONS, name)) throw invalidPath(`Function with name: ${name} does not exist.`)
  return FUNCTIONS[name]!(value, args)
}
