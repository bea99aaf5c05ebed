import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { convert, type DomNode, isNode, serializeXml } from '../../src/converters/index.ts'
import { isKafilaError } from '../../src/core/errors.ts'
import { causeChain, exceptionType } from '../../src/core/exceptions.ts'
import { bytesOf, isByteSource } from '../../src/core/stream-body.ts'
import { isMap, JavaValue, JsonNode, MapEntry, mapEntries } from '../../src/core/values.ts'

type Given = unknown | { made: string } | { bytes: string }
interface Golden {
  made: Record<string, [string, unknown]>
  types: Record<string, Record<string, Given[]>>
  /** Value (or `{ made: [type, value] }`), type, outcome. */
  further: [Given, string, string][]
}

const golden = JSON.parse(readFileSync(new URL('camel-conversions.golden.json', import.meta.url), 'utf8')) as Golden

/** Kinds of values that Kafila holds in one JavaScript type, where Camel has several: what Camel says of the other one is not asked. */
const MERGED = new Set(['long', 'short', 'byte', 'flt', 'chr', 'buf', 'reader', 'strings', 'dec', 'iter', 'bigint', 'file'])

function given(value: Given): unknown {
  if (typeof value !== 'object' || value === null) return value
  if ('bytes' in value) return Buffer.from(String(value.bytes), 'base64')
  if (!('made' in value)) return value
  const [type, from] = Array.isArray(value.made) ? (value.made as [string, unknown]) : golden.made[String(value.made)]!
  return convert(from, type)
}

/** The value in the form of the records, as far as it is compared. */
function shown(value: unknown): unknown {
  if (value instanceof Number) return value.valueOf()
  if (typeof value === 'bigint') return Number(value)
  if (isByteSource(value)) return `bytes ${bytesOf(value).toString('base64')}`
  if (value instanceof Uint8Array) return `bytes ${Buffer.from(value).toString('base64')}`
  if (value instanceof Date) return `date ${value.getTime()}`
  if (value instanceof JavaValue) return value.text
  if (value instanceof JsonNode) return shown(value.value)
  if (value instanceof MapEntry) return `${value.key}=${String(value.value)}`
  if (isNode(value)) return serializeXml(value as DomNode)
  if (Array.isArray(value) || value instanceof Set) return [...value].map(shown)
  if (isMap(value)) return Object.fromEntries(mapEntries(value).map(([key, each]) => [key, shown(each)]))
  return value
}

interface Tagged {
  $?: string
  v?: unknown
  base64?: string
  text?: string
}

function recorded(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(recorded)
  if (typeof value !== 'object' || value === null) return value
  const { $, v, base64, text } = value as Tagged
  switch ($) {
    case undefined:
      return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, recorded(each)]))
    case 'bytes':
      return `bytes ${base64}`
    case 'stream':
      return `bytes ${Buffer.from(text!).toString('base64')}`
    case 'date':
      return `date ${Date.parse(String(v))}`
    case 'xml':
    case 'object':
      return text
    case 'char':
    case 'enum':
    case 'class':
      return v
    default:
      return Number(v)
  }
}

function outcome(value: unknown, type: string): unknown {
  try {
    return shown(convert(value, type))
  } catch (error) {
    if (!isKafilaError(error)) throw error
    return error.code === 'KF_EXPR_CONVERSION' ? 'none' : `refused ${exceptionType(causeChain(error).at(-1))}`
  }
}

describe.each(Object.entries(golden.types))('a conversion to %s', (type, outcomes) => {
  const cases = Object.entries(outcomes).flatMap(([result, values]) => values.map(value => ({ result, value })))
  const asked = cases.filter(({ value }) => !MERGED.has(String((value as { made?: string } | null)?.made)))

  it.each(asked)('of $value gives $result', ({ result, value }) => {
    const expected = /^(none|refused )/.test(result) ? result : recorded(JSON.parse(result))
    if (typeof expected === 'string' && /@\{\{hash\}\}$|^(String|Bytes)Source\[|ZoneInfo\[/.test(expected)) return
    expect(outcome(given(value), type)).toEqual(expected)
  })
})

describe('a conversion of a further value', () => {
  it.each(golden.further)('of %j to %s gives %s', (value, type, result) => {
    expect(outcome(given(value), type)).toEqual(/^(none|refused )/.test(result) ? result : recorded(JSON.parse(result)))
  })
})
