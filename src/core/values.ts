/**
 * A floating-point number that Java would print differently from JavaScript because it is whole or has a large exponent: `1.0`, `1.0E7`.
 * Other doubles are plain numbers. It behaves as a number in arithmetic and `JSON.stringify`; `toText` prints it as Java does.
 */
export class Double extends Number {
  override toString(): string {
    return doubleText(this.valueOf())
  }
}

/** A double as a value: boxed only where Java's text differs from that of a JavaScript integer. */
export function double(value: number): number | Double {
  return Number.isInteger(value) || !Number.isFinite(value) || Object.is(value, -0) ? new Double(value) : value
}

/** Whether a value is a number of any kind. */
export function isNumber(value: unknown): value is number | bigint | Double {
  return typeof value === 'number' || typeof value === 'bigint' || value instanceof Number
}

/** The text of a double as `Double.toString` of Java gives it: `1.0`, `1.5`, `1.0E7`, `1.0E-5`, `NaN`, `Infinity`. */
export function doubleText(value: number): string {
  if (!Number.isFinite(value)) return String(value)
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0'
  const magnitude = Math.abs(value)
  if (magnitude >= 1e-3 && magnitude < 1e7) {
    const text = String(value)
    return text.includes('.') ? text : `${text}.0`
  }
  const [mantissa, exponent] = value.toExponential().split('e') as [string, string]
  return `${mantissa.includes('.') ? mantissa : `${mantissa}.0`}E${Number(exponent)}`
}

/** A node of a JSON tree (Jackson's `JsonNode`): the plain value, whose text is JSON instead of Java's `{a=1}`. */
export class JsonNode {
  readonly value: unknown

  constructor(value: unknown) {
    this.value = value
  }

  toJSON(): unknown {
    return this.value
  }
}

/** An entry of a map, as it comes from iterating over one: its text is `key=value`. */
export class MapEntry {
  readonly key: string
  readonly value: unknown

  constructor(key: string, value: unknown) {
    this.key = key
    this.value = value
  }
}

/** A value of a Java class that has no counterpart here (`java.net.URI`, `java.time.Duration`, an enum's constant): its class and text. */
export class JavaValue {
  readonly javaClass: string
  readonly text: string
  /** What it stands for, where that is more than its text: milliseconds of a duration. */
  readonly amount: number | undefined

  constructor(javaClass: string, text: string, amount?: number) {
    this.javaClass = javaClass
    this.text = text
    this.amount = amount
  }

  toString(): string {
    return this.text
  }
}

/** Whether a value is a map: a plain object (of whatever realm or without prototype) or a `Map`. */
export function isMap(value: unknown): value is Record<string, unknown> | Map<unknown, unknown> {
  if (typeof value !== 'object' || value === null) return false
  // what most objects say of themselves is found out sooner than their prototype, which V8 looks up outside of compiled code
  if (value.constructor === Object || value instanceof Map) return true
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || prototype === Object.prototype || Object.getPrototypeOf(prototype) === null
}

/** Keys and values of a map of either kind, in order. */
export function mapEntries(map: Record<string, unknown> | Map<unknown, unknown>): [string, unknown][] {
  return map instanceof Map ? Array.from(map, ([key, value]): [string, unknown] => [key as string, value]) : Object.entries(map)
}

/** The value under a key of a map of either kind; `undefined` where there is none. */
export function mapGet(map: Record<string, unknown> | Map<unknown, unknown>, key: string): unknown {
  if (map instanceof Map) return map.get(key)
  return Object.hasOwn(map, key) ? map[key] : undefined
}

/** A decimal number whose digits are all kept (`java.math.BigDecimal`): `1.50`. Arithmetic sees it as a double. */
export class Decimal extends Number {
  readonly digits: string

  constructor(digits: string) {
    super(digits)
    this.digits = /[eE]|^[+-]?0\.0{6}/.test(digits) ? decimalText(digits) : digits
  }

  override toString(): string {
    return this.digits
  }
}

/** The text of a decimal number as Java's BigDecimal prints it: `1E+5`, `1.2E-9`, `0.000001`; other text stays as it is. */
function decimalText(text: string): string {
  const parts = /^([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/.exec(text)
  if (parts === null) return text
  const [, sign, whole = '', fraction = '', exponent = '0'] = parts
  const digits = (whole + fraction).replace(/^0+(?=\d)/, '')
  const scale = fraction.length - Number(exponent)
  const adjusted = digits.length - 1 - scale
  const minus = sign === '-' ? '-' : ''
  if (scale < 0 || adjusted < -6) {
    const mantissa = digits.length === 1 ? digits : `${digits[0]}.${digits.slice(1)}`
    return `${minus}${mantissa}${adjusted === 0 ? '' : `E${adjusted > 0 ? '+' : ''}${adjusted}`}`
  }
  if (scale === 0) return minus + digits
  const padded = digits.padStart(scale + 1, '0')
  return `${minus}${padded.slice(0, -scale)}.${padded.slice(-scale)}`
}
