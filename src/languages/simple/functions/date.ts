import type { Exchange } from '../../../core/exchange.ts'
import { getVariable } from '../../../core/variables.ts'
import { Call, type Code } from '../code.ts'
import { dateFormat } from '../date-format.ts'
import { convertTo, tryConvert } from '../evaluate.ts'
import { failure } from '../failure.ts'
import { trim } from '../java-text.ts'
import { syntaxError } from '../syntax-error.ts'
import { defaultZone, timeZone, type Zone } from '../time-zone.ts'
import type { Place } from './call.ts'

/** `date:command:pattern` and `date-with-timezone:command:zone:pattern`. */
export function dateFunction(source: string, place: Place): Code | undefined {
  const zoned = /^date-with-timezone:(.+)$/s.exec(source)?.[1]
  if (zoned !== undefined) {
    const parts = /^([^:]*):([^:]*):(.*)$/s.exec(zoned)
    if (parts === null) {
      throw syntaxError(place.text, `valid syntax is \${date-with-timezone:command:timezone:pattern}, found \${${source}}`, place.offset)
    }
    return dateOf(parts[1]!, parts[2]!, parts[3]!)
  }
  const plain = /^date:(.+)$/s.exec(source)?.[1]
  if (plain === undefined) return undefined
  const [command, pattern] = splitOnce(plain)
  return dateOf(command, '', pattern)
}

function splitOnce(text: string): [string, string] {
  const colon = text.indexOf(':')
  return colon < 0 ? [text, ''] : [text.slice(0, colon), text.slice(colon + 1)]
}

function dateOf(commandWithOffsets: string, zoneName: string, pattern: string): Code {
  const command = trim(commandWithOffsets.split(/[+-]/, 1)[0]!)
  const shift = [...commandWithOffsets.matchAll(/([+-])([^+-]+)/g)].reduce(
    (sum, [, sign, time]) => sum + (sign === '+' ? 1 : -1) * millisOf(trim(time!)),
    0,
  )
  const source = sourceOf(command)
  if (pattern === '') return new Call(exchange => instant(source(exchange) + shift, command))
  const write = writer(pattern)
  const zone: () => Zone = zoneName === '' ? defaultZone : () => timeZone(zoneName)
  return new Call(exchange => write(source(exchange) + shift, zone()))
}

function instant(millis: number, command: string): unknown {
  return command === 'millis' ? millis : new Date(millis)
}

/** A bad pattern is found when a message is there, as in Camel. */
function writer(pattern: string): (millis: number, zone: Zone) => string {
  let format: ReturnType<typeof dateFormat> | undefined
  return (millis, zone) => {
    format ??= readFormat(pattern)
    return format(millis, zone)
  }
}

function readFormat(pattern: string): ReturnType<typeof dateFormat> {
  try {
    return dateFormat(pattern)
  } catch (cause) {
    throw failure('IllegalArgument', (cause as Error).message, cause)
  }
}

type Source = (exchange: Exchange) => number

function sourceOf(command: string): Source {
  if (command === 'now' || command === 'millis') return exchange => exchange.services.clock.now()
  if (command === 'exchangeCreated') return exchange => exchange.created
  if (command === 'file') return fileModified
  const [, kind, path] = /^(header|variable|exchangeProperty)\.(.*)$/s.exec(command) ?? []
  const key = path?.slice(path.lastIndexOf('.') + 1) ?? ''
  if (kind === 'header') return exchange => millisFrom(exchange.header(key), command, exchange)
  if (kind === 'variable') return exchange => millisFrom(getVariable(exchange, key), command, exchange)
  if (kind === 'exchangeProperty') return exchange => millisFrom(exchange.property(key), command, exchange)
  return () => {
    throw failure('IllegalArgument', `Command not supported for dateExpression: ${command}`)
  }
}

function millisFrom(value: unknown, command: string, exchange: Exchange): number {
  if (value instanceof Date) return value.getTime()
  const date = value === null || value === undefined ? null : tryConvert(value, 'java.util.Date', exchange)
  if (date instanceof Date) return date.getTime()
  throw failure('IllegalArgument', `Cannot find Date/long object at command: ${command}`)
}

function fileModified(exchange: Exchange): number {
  const header = exchange.header('CamelFileLastModified')
  const millis = header === undefined || header === null || header instanceof Date ? null : convertTo(header, 'java.lang.Long', exchange)
  if (millis !== null && Number(millis) > 0) return Number(millis)
  if (header instanceof Date) return header.getTime()
  throw failure('IllegalArgument', 'Cannot find CamelFileLastModified header at command: file')
}

const UNITS: readonly (readonly [RegExp, number])[] = [
  [/^(-?\d+)d/, 86_400_000],
  [/^(-?\d+)h/, 3_600_000],
  [/^(-?\d+)m(?!s)/, 60_000],
  [/^(-?\d+)s/, 1000],
]

/** Days, hours, minutes, seconds and milliseconds in this order: `1d2h3m4s5ms`; plain digits are milliseconds. What is left over does not count. */
function millisOf(text: string): number {
  if (/^-?\d*$/.test(text)) return Number(text)
  let rest = text
  let sum = 0
  for (const [unit, millis] of UNITS) {
    const found = unit.exec(rest)
    if (found === null) continue
    sum += Math.max(0, Number(found[1])) * millis
    rest = rest.slice(found[0].length)
  }
  const millis = /^(-?\d+)ms/.exec(rest)
  if (millis === null && /[dhms]/.test(rest)) throw failure('NumberFormat', `For input string: "${rest.replace(/[dhms].*$/s, '')}"`)
  return sum + Number(millis?.[1] ?? 0)
}
