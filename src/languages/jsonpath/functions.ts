import { toText } from '../../converters/index.ts'
import { double, isMap, isNumber, mapEntries } from '../../core/values.ts'
import { invalidPath, pathError } from './fault.ts'

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
  concat: (value, args) => [...(Array.isArray(value) ? value : []), ...args].map(each => toText(each) ?? '').join(''),
  append: (value, args) => (Array.isArray(value) ? [...value, ...args] : value),
  first: value => (Array.isArray(value) ? (value[0] ?? null) : null),
  last: value => (Array.isArray(value) ? (value.at(-1) ?? null) : null),
  index: (value, [at]) => (Array.isArray(value) ? (value.at(Number(at)) ?? null) : null),
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
    if (numbers.length === 0) throw pathError('Aggregation function attempted to calculate value using empty array')
    return double(reduce(numbers))
  }
}

/** Calls a function of a path (`$.list.length()`). */
export function callFunction(name: string, value: unknown, args: readonly unknown[]): unknown {
  if (!Object.hasOwn(FUNCTIONS, name)) throw invalidPath(`Function with name: ${name} does not exist.`)
  return FUNCTIONS[name]!(value, args)
}
