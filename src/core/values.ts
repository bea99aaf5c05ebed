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
