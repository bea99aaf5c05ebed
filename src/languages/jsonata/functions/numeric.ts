import { fault } from '../fault.ts'
import { formatNumber } from '../format/decimal-format.ts'
import { formatInteger } from '../format/integer-format.ts'
import { parseInteger } from '../format/integer-parse.ts'
import { round } from '../format/round.ts'
import type { Frame } from '../frame.ts'
import { define } from './define.ts'

type Num = number | undefined

const DECIMAL = /^-?[0-9]+(\.[0-9]+)?([Ee][-+]?[0-9]+)?$/
const OTHER_RADIX = /^(0[xX][0-9A-Fa-f]+)|(0[oO][0-7]+)|(0[bB][0-1]+)$/

function number(_frame: Frame, value: unknown): Num {
  if (value === undefined || typeof value === 'number') return value
  if (typeof value === 'boolean') return value ? 1 : 0
  if (typeof value === 'string') {
    if (DECIMAL.test(value) && Number.isFinite(Number(value))) return Number.parseFloat(value)
    if (OTHER_RADIX.test(value)) return Number(value)
  }
  throw fault('D3030', { value, index: 1 })
}

function sqrt(_frame: Frame, value: Num): Num {
  if (value === undefined) return undefined
  if (value < 0) throw fault('D3060', { value, index: 1 })
  return Math.sqrt(value)
}

function power(_frame: Frame, base: Num, exponent: Num): Num {
  if (base === undefined) return undefined
  const result = base ** Number(exponent)
  if (!Number.isFinite(result)) throw fault('D3061', { value: base, exp: Number(exponent), index: 1 })
  return result
}

function formatBase(_frame: Frame, value: Num, radix: Num): string | undefined {
  if (value === undefined) return undefined
  const rounded = radix === undefined ? 10 : round(radix)
  if (rounded < 2 || rounded > 36) throw fault('D3100', { value: rounded })
  return round(value).toString(rounded)
}

function optional(convert: (value: number) => number) {
  return (_frame: Frame, value: Num): Num => (value === undefined ? undefined : convert(value))
}

type Options = Readonly<Record<string, string>> | undefined

/** Functions of numbers. */
export const numericFunctions = [
  define('number', '<(nsb)-:n>', 1, number),
  define('floor', '<n-:n>', 1, optional(Math.floor)),
  define('ceil', '<n-:n>', 1, optional(Math.ceil)),
  define('abs', '<n-:n>', 1, optional(Math.abs)),
  define('round', '<n-n?:n>', 2, (_frame, value: Num, precision: Num) => (value === undefined ? undefined : round(value, precision))),
  define('sqrt', '<n-:n>', 1, sqrt),
  define('power', '<n-n:n>', 2, power),
  define('random', '<:n>', 0, () => Math.random()),
  define('formatBase', '<n-n?:s>', 2, formatBase),
  define('formatNumber', '<n-so?:s>', 3, (_frame, value: Num, picture: string, options: Options) =>
    value === undefined ? undefined : formatNumber(value, picture, options),
  ),
  define('formatInteger', '<n-s:s>', 2, (_frame, value: Num, picture: string) =>
    value === undefined ? undefined : formatInteger(value, picture),
  ),
  define('parseInteger', '<s-s:n>', 2, (_frame, text: string | undefined, picture: string) =>
    text === undefined ? undefined : parseInteger(text, picture),
  ),
]
