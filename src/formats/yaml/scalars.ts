import { double } from '../../core/values.ts'

/** The kinds of plain scalars in YAML 1.1, as SnakeYAML tells them apart. */
export type ScalarKind = 'bool' | 'int' | 'float' | 'timestamp' | 'merge' | 'null' | 'str'

const BOOL = /^(?:yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)$/
const INT = /^(?:[-+]?0b_*[0-1][0-1_]*|[-+]?[0-9][0-9_]*|[-+]?0x_*[0-9a-fA-F][0-9a-fA-F_]*|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+)$/
const FLOAT =
  /^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+]?[0-9]+)?|[-+]?[0-9][0-9_]*[eE][-+]?[0-9]+|[-+]?\._*[0-9][0-9_]*(?:[eE][-+]?[0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/
const NULL = /^(?:~|null|Null|NULL| )?$/
const TIMESTAMP = /^(?:\d{4}-\d\d-\d\d|\d{4}-\d\d?-\d\d?(?:[Tt]|[ \t]+)\d\d?:\d\d:\d\d(?:\.\d*)?(?:[ \t]*(?:Z|[-+]\d\d?(?::?\d\d)?))?)$/
const TIME_PARTS =
  /^(\d{4})-(\d\d?)-(\d\d?)(?:(?:[Tt]|[ \t]+)(\d\d?):(\d\d):(\d\d)(?:\.(\d*))?(?:[ \t]*(?:Z|([-+])(\d\d?)(?::?(\d\d))?))?)?$/

/** What a plain scalar is. */
export function kindOf(text: string): ScalarKind {
  if (NULL.test(text)) return 'null'
  if (BOOL.test(text)) return 'bool'
  if (INT.test(text)) return 'int'
  if (FLOAT.test(text)) return 'float'
  if (TIMESTAMP.test(text)) return 'timestamp'
  return text === '<<' ? 'merge' : 'str'
}

/** The value of a scalar of a kind. */
export function scalarValue(kind: ScalarKind, text: string): unknown {
  switch (kind) {
    case 'null':
      return null
    case 'bool':
      return /^(?:yes|true|on)$/i.test(text)
    case 'int':
      return readInt(text)
    case 'float':
      return double(readFloat(text))
    case 'timestamp':
      return readTime(text)
    default:
      return text
  }
}

/** Digits behind a zero that are not octal stay text. */
function readInt(text: string): unknown {
  if (/^[-+]?0[0-9_]*[89]/.test(text)) return text
  const digits = text.replaceAll('_', '').replace(/^[-+]/, '')
  const whole = digits.includes(':') ? sexagesimal(digits) : BigInt(/^0[0-7]/.test(digits) ? `0o${digits.slice(1)}` : digits)
  const value = text.startsWith('-') ? -whole : whole
  return Number.isSafeInteger(Number(value)) ? Number(value) : value
}

function sexagesimal(digits: string): bigint {
  return digits.split(':').reduce((sum, part) => sum * 60n + BigInt(part), 0n)
}

function readFloat(text: string): number {
  const plain = text.replaceAll('_', '').toLowerCase()
  if (plain.endsWith('.inf')) return plain.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
  if (plain === '.nan') return Number.NaN
  if (!plain.includes(':')) return Number(plain)
  const value = plain
    .replace(/^[-+]/, '')
    .split(':')
    .reduce((sum, part) => sum * 60 + Number(part), 0)
  return plain.startsWith('-') ? -value : value
}

function readTime(text: string): Date {
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', sign, offsetHours = '0', offsetMinutes = '0'] =
    TIME_PARTS.exec(text)!
  const millis = Number(`${fraction}000`.slice(0, 3))
  const time = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second), millis)
  const offset = (Number(offsetHours) * 60 + Number(offsetMinutes)) * 60_000
  return new Date(sign === '-' ? time + offset : time - offset)
}
