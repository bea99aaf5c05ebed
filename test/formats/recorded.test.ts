import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { formats } from '../../src/catalog/formats.ts'
import { convert, isNode, serializeXml } from '../../src/converters/index.ts'
import { exceptionMessage, exceptionType } from '../../src/core/exceptions.ts'
import { Exchange } from '../../src/core/exchange.ts'
import type { Services } from '../../src/core/services.ts'
import { isByteSource } from '../../src/core/stream-body.ts'
import { Decimal, isMap, JsonNode, mapEntries } from '../../src/core/values.ts'
import { type BuildScope, buildFields } from '../../src/kit/field.ts'
import type { FormatDefinition } from '../../src/kit/format.ts'

/** What Camel answered when these steps got this body: recorded, one entry per line. */
interface Recorded {
  /** The steps as the items of a YAML list: `marshal: { csv: {} }, convertBodyTo: String`. */
  steps: string
  body: string
  headers?: string
  start?: false
  failed?: string
  message?: string
  reply?: unknown
  headersOut?: Record<string, unknown>
}

const services = { clock: { now: () => 0 }, uncachedRoutes: new Set() } as unknown as Services
const scope = { text: (raw: string) => raw } as unknown as BuildScope

type Step = (exchange: Exchange) => unknown

function stepOf(step: Record<string, unknown>): Step {
  const [[name, options]] = Object.entries(step) as [[string, Record<string, Record<string, unknown>>]]
  if (name === 'convertBodyTo') return exchange => convert(exchange.body, String((options as { type?: string }).type ?? options), exchange)
  const [[format, given]] = Object.entries(options) as [[string, Record<string, unknown>]]
  const definition = formats.find(each => each.name === format) as FormatDefinition
  const { marshal, unmarshal } = definition.open(buildFields(definition.fields, given, scope), services)
  return exchange => (name === 'marshal' ? marshal : unmarshal)(exchange, exchange.body)
}

async function load(body: unknown): Promise<unknown> {
  if (isByteSource(body)) await body.load()
  return body
}

function bodyOf(text: string): unknown {
  return text.startsWith('x:') ? Buffer.from(text.slice(2), 'base64') : parse(text)
}

async function run({ steps, body, headers }: Recorded): Promise<Recorded> {
  let compiled: Step[]
  try {
    compiled = (parse(`[ ${steps} ]`) as Record<string, unknown>[]).map(stepOf)
  } catch {
    return { steps, body, start: false }
  }
  const exchange = new Exchange(services, bodyOf(body))
  for (const [name, value] of Object.entries((parse(headers ?? '{}') ?? {}) as object)) exchange.setHeader(name, value)
  try {
    for (const step of compiled) exchange.body = await load(await step(exchange))
  } catch (error) {
    return { steps, body, failed: exceptionType(error), message: exceptionMessage(error) }
  }
  return {
    steps,
    body,
    reply: plain(exchange.body),
    headersOut: Object.fromEntries(exchange.headerEntries().map(([name, value]) => [name, plain(value)])),
  }
}

/** Values in one form whatever the kind of number or bytes. */
function plain(value: unknown): unknown {
  if (value instanceof Decimal) return Number(value.digits)
  if (value instanceof Number) return Number(value)
  if (typeof value === 'bigint') return Number(value)
  if (value instanceof Date) return value.toISOString()
  if (value instanceof JsonNode) return plain(value.value)
  if (isByteSource(value)) return value.bytes!.toString('base64')
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64')
  if (isNode(value)) return serializeXml(value)
  if (Array.isArray(value) || value instanceof Set) return [...value].map(plain)
  if (isMap(value)) return Object.fromEntries(mapEntries(value).map(([key, each]) => [key, plain(each)]))
  return value
}

function recorded(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(recorded)
  if (typeof value !== 'object' || value === null) return value
  const { $, v, base64, text } = value as { $?: string; v?: unknown; base64?: string; text?: string }
  if ($ === undefined) return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, recorded(each)]))
  if ($ === 'stream' || $ === 'bytes') return base64 ?? Buffer.from(text!).toString('base64')
  if ($ === 'date') return new Date(String(v)).toISOString()
  return $ === 'xml' ? text : Number(v)
}

const folder = new URL('recorded/', import.meta.url)

describe.each(readdirSync(folder))('the formats of %s', file => {
  const cases = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Recorded[]

  it.each(cases)('$steps of $body does what Camel did', async wanted => {
    const observed = await run(wanted)
    if (wanted.start === false) return expect(observed.start).toBe(false)
    if (wanted.failed !== undefined) return expect(observed).toMatchObject({ failed: wanted.failed })
    expect(observed).toMatchObject({ reply: recorded(wanted.reply), headersOut: recorded(wanted.headersOut) })
  })
})
