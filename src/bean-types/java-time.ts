import { convert } from '../converters/index.ts'
import { JavaValue } from '../core/values.ts'

/** A `java.time.Duration` of so many milliseconds, with the methods that routes call. */
export class JavaDuration extends JavaValue {
  toMillis(): number {
    return this.amount ?? 0
  }

  toSeconds(): number {
    return Math.trunc(this.toMillis() / 1000)
  }

  getSeconds(): number {
    return this.toSeconds()
  }

  toMinutes(): number {
    return Math.trunc(this.toMillis() / 60_000)
  }

  toHours(): number {
    return Math.trunc(this.toMillis() / 3_600_000)
  }

  toDays(): number {
    return Math.trunc(this.toMillis() / 86_400_000)
  }
}

/** A duration with Java's text (`PT1M30S`). */
export function durationValue(ms: number): JavaDuration {
  const { text } = convert(String(ms), 'java.time.Duration') as JavaValue
  return new JavaDuration('java.time.Duration', text, ms)
}
