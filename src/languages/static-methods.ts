import { randomUUID } from 'node:crypto'
import { convert, javaText } from '../converters/index.ts'
import { errors } from '../core/errors.ts'
import { double } from '../core/values.ts'

type Methods = Readonly<Record<string, (...values: never[]) => unknown>>

/** Stands for a class: an object of a class of its own, since a plain one is a map. */
class StaticMethods {
  constructor(methods: Methods) {
    Object.assign(this, methods)
  }
}

const number = (value: unknown): number => Number(convert(value, 'java.lang.Double'))
const whole = (value: unknown): unknown => convert(value, 'java.lang.Long')

/** A text that is a whole number, as `parseInt` of Java wants it. */
function digits(text: unknown): unknown {
  if (typeof text !== 'string' || /^[+-]?\d+$/.test(text)) return text
  throw errors.KF_RUN_ILLEGAL_ARGUMENT({ reason: `For input string: ${JSON.stringify(text)}` }, { type: 'java.lang.NumberFormatException' })
}

const wholeNumbers: Methods = {
  parseInt: (text: unknown) => convert(digits(text), 'java.lang.Integer'),
  parseLong: (text: unknown) => whole(digits(text)),
  valueOf: whole,
  toString: (value: unknown) => javaText(value),
  max: (a: unknown, b: unknown) => Math.max(number(a), number(b)),
  min: (a: unknown, b: unknown) => Math.min(number(a), number(b)),
  sum: (a: unknown, b: unknown) => number(a) + number(b),
  compare: (a: unknown, b: unknown) => Math.sign(number(a) - number(b)),
  toHexString: (value: unknown) => number(value).toString(16),
  toBinaryString: (value: unknown) => number(value).toString(2),
}

/** A number as Java has it where whole arguments give a whole result. */
const like = (value: unknown, result: number): unknown => (Number.isInteger(value) ? result : double(result))

const BY_CLASS: Readonly<Record<string, Methods>> = {
  'java.lang.String': {
    valueOf: (value: unknown) => javaText(value),
    join: (separator: string, ...parts: unknown[]) =>
      (parts.length === 1 && Array.isArray(parts[0]) ? (parts[0] as unknown[]) : parts).map(javaText).join(separator),
  },
  'java.lang.Integer': wholeNumbers,
  'java.lang.Long': wholeNumbers,
  'java.lang.Double': {
    parseDouble: (text: unknown) => double(number(text)),
    valueOf: (text: unknown) => double(number(text)),
    toString: (value: unknown) => javaText(double(number(value))),
  },
  'java.lang.Boolean': {
    parseBoolean: (text: unknown) => String(text).toLowerCase() === 'true',
    valueOf: (text: unknown) => String(text).toLowerCase() === 'true',
    toString: (value: unknown) => javaText(value),
  },
  'java.lang.Math': {
    abs: (value: unknown) => like(value, Math.abs(number(value))),
    max: (a: unknown, b: unknown) => like(a, Math.max(number(a), number(b))),
    min: (a: unknown, b: unknown) => like(a, Math.min(number(a), number(b))),
    round: (value: unknown) => Math.floor(number(value) + 0.5),
    floor: (value: unknown) => double(Math.floor(number(value))),
    ceil: (value: unknown) => double(Math.ceil(number(value))),
    sqrt: (value: unknown) => double(Math.sqrt(number(value))),
    pow: (a: unknown, b: unknown) => double(number(a) ** number(b)),
    random: () => Math.random(),
  },
  'java.lang.System': { currentTimeMillis: () => Date.now(), lineSeparator: () => '\n' },
  'java.util.UUID': { randomUUID: () => randomUUID() },
  'java.util.Objects': {
    toString: (value: unknown) => javaText(value),
    isNull: (value: unknown) => value === null || value === undefined,
    nonNull: (value: unknown) => value !== null && value !== undefined,
  },
}

/** The static methods of a Java class that routes call; `undefined` for others. */
export function staticMethods(className: string): object | undefined {
  const methods = Object.hasOwn(BY_CLASS, className) ? BY_CLASS[className] : undefined
  return methods && new StaticMethods(methods)
}
