import { javaText } from '../../../converters/text.ts'
import { type Double, double, doubleText } from '../../../core/values.ts'
import { methods } from './method.ts'

type Whole = number | bigint

function sign(a: Whole | boolean, b: Whole | boolean): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function long(value: number): Whole {
  if (Number.isNaN(value)) return 0
  if (Number.isSafeInteger(value)) return value
  const wide = BigInt(Math.trunc(Math.max(-(2 ** 63), Math.min(2 ** 63 - 1024, value))))
  return Number.isSafeInteger(Number(wide)) ? Number(wide) : wide
}

const toInt = (value: Whole) => Number(BigInt.asIntN(32, BigInt(value)))

/** What `Integer` and `Long` have in common; `toString` and `compareTo` take part in choosing overloads. */
function whole(type: string, box: string) {
  return methods({
    'byteValue()': (value: Whole) => Number(BigInt.asIntN(8, BigInt(value))),
    [`compareTo(${box})`]: sign,
    'doubleValue()': (value: Whole) => double(Number(value)),
    'floatValue()': (value: Whole) => double(Math.fround(Number(value))),
    'intValue()': toInt,
    'longValue()': (value: Whole) => value,
    'shortValue()': (value: Whole) => Number(BigInt.asIntN(16, BigInt(value))),
    'toString()': (value: Whole) => String(value),
    [`toString(${type})`]: (_: Whole, value: Whole) => String(value),
    [`toString(${type},int)`]: (_: Whole, value: Whole, radix: number) => value.toString(radix),
    [`toBinaryString(${type})`]: undefined,
    [`toHexString(${type})`]: undefined,
    [`max(${type},${type})`]: (_: Whole, a: Whole, b: Whole) => (a > b ? a : b),
    [`min(${type},${type})`]: (_: Whole, a: Whole, b: Whole) => (a < b ? a : b),
    [`sum(${type},${type})`]: (_: Whole, a: number, b: number) => a + b,
    [`compare(${type},${type})`]: (_: Whole, a: Whole, b: Whole) => sign(a, b),
    [`signum(${type})`]: (_: Whole, a: Whole) => sign(a, 0),
    [`valueOf(${type})`]: (_: Whole, a: Whole) => a,
    'valueOf(String)': undefined,
    'valueOf(String,int)': undefined,
  })
}

/** `java.lang.Integer`. */
export const INTEGER = whole('int', 'Integer')

/** `java.lang.Long`. */
export const LONG = whole('long', 'Long')

/** `java.math.BigInteger`. */
export const BIG_INTEGER = methods({
  'intValue()': toInt,
  'longValue()': (value: bigint) => BigInt.asIntN(64, value),
  'doubleValue()': (value: bigint) => double(Number(value)),
  'compareTo(java.math.BigInteger)': sign,
  'signum()': (value: bigint) => sign(value, 0n),
  'negate()': (value: bigint) => -value,
  'abs()': (value: bigint) => (value < 0n ? -value : value),
  'toString()': (value: bigint) => String(value),
  'toString(int)': (value: bigint, radix: number) => value.toString(radix),
})

type Decimal = number | Double

/** `java.lang.Double`. */
export const DOUBLE = methods({
  'byteValue()': (value: Decimal) => Number(BigInt.asIntN(8, BigInt(long(Number(value))))),
  'compareTo(Double)': (value: Decimal, other: Decimal) => sign(Number(value), Number(other)),
  'doubleValue()': (value: Decimal) => value,
  'floatValue()': (value: Decimal) => double(Math.fround(Number(value))),
  'intValue()': (value: Decimal) => Number(long(Math.max(-(2 ** 31), Math.min(2 ** 31 - 1, Number(value) || 0)))) | 0,
  'isInfinite()': (value: Decimal) => Math.abs(Number(value)) === Number.POSITIVE_INFINITY,
  'isInfinite(double)': (_: Decimal, value: Decimal) => Math.abs(Number(value)) === Number.POSITIVE_INFINITY,
  'isNaN()': (value: Decimal) => Number.isNaN(Number(value)),
  'isNaN(double)': (_: Decimal, value: Decimal) => Number.isNaN(Number(value)),
  'longValue()': (value: Decimal) => long(Math.trunc(Number(value))),
  'shortValue()': (value: Decimal) => Number(BigInt.asIntN(16, BigInt(long(Number(value))))),
  'toString()': (value: Decimal) => doubleText(Number(value)),
  'valueOf(double)': (_: Decimal, value: Decimal) => value,
  'valueOf(String)': undefined,
  'toString(double)': (_: Decimal, value: Decimal) => doubleText(Number(value)),
})

/** `java.lang.Boolean`. */
export const BOOLEAN = methods({
  'booleanValue()': (value: boolean) => value,
  'compareTo(Boolean)': sign,
  'toString()': (value: boolean) => String(value),
  'toString(boolean)': (_: boolean, value: boolean) => String(value),
  'logicalAnd(boolean,boolean)': (_: boolean, a: boolean, b: boolean) => a && b,
  'logicalOr(boolean,boolean)': (_: boolean, a: boolean, b: boolean) => a || b,
})

/** `java.util.Date`, in the time zone of the process. */
export const DATE = methods({
  'after(Date)': (date: Date, other: Date) => date > other,
  'before(Date)': (date: Date, other: Date) => date < other,
  'compareTo(Date)': (date: Date, other: Date) => sign(date.getTime(), other.getTime()),
  'getDate()': (date: Date) => date.getDate(),
  'getDay()': (date: Date) => date.getDay(),
  'getHours()': (date: Date) => date.getHours(),
  'getMinutes()': (date: Date) => date.getMinutes(),
  'getMonth()': (date: Date) => date.getMonth(),
  'getSeconds()': (date: Date) => date.getSeconds(),
  'getTime()': (date: Date) => date.getTime(),
  'getTimezoneOffset()': (date: Date) => date.getTimezoneOffset(),
  'getYear()': (date: Date) => date.getFullYear() - 1900,
  'toInstant()': (date: Date) => date.toISOString().replace('.000Z', 'Z'),
  'toString()': (date: Date) => javaText(date),
  'void setTime(long)': (date: Date, millis: number) => date.setTime(millis),
})
