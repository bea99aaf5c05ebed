import { isDeepStrictEqual } from 'node:util'
import { toText, writeJson } from '../../converters/index.ts'
import type { Exchange } from '../../core/exchange.ts'
import { bodyOf, type Contents, headersOf } from './contents.ts'

/** What a message is expected to be. */
export interface ExpectedMessage extends Contents {
  readonly matches?: string | undefined
}

/** A part of a message that is not as expected. */
export interface Difference {
  readonly part: string
  readonly expected: string
  readonly received: string
}

/** How a message differs from what is expected of it; `folder`: where files of the test are. */
export function differences(exchange: Exchange, expected: ExpectedMessage, folder: string): readonly Difference[] {
  return [
    ...ofBody(exchange, expected, folder),
    ...ofJson(exchange, expected),
    ...ofText(exchange, expected),
    ...ofHeaders(exchange, expected),
  ]
}

function ofBody(exchange: Exchange, expected: ExpectedMessage, folder: string): Difference[] {
  if (expected.body === undefined && expected.file === undefined) return []
  const body = bodyOf({ body: expected.body, file: expected.file }, folder)
  if (Buffer.isBuffer(body) || typeof body !== 'object') return unlessEqual('body', toText(body) ?? null, textOf(exchange))
  return unlessEqual('body', body, body === null ? (exchange.body ?? null) : jsonValue(exchange))
}

function unlessEqual(part: string, expected: unknown, received: unknown): Difference[] {
  return isDeepStrictEqual(expected, received) ? [] : [{ part, expected: shown(expected), received: shown(received) }]
}

function ofJson(exchange: Exchange, { json }: ExpectedMessage): Difference[] {
  if (json === undefined) return []
  const value = jsonValue(exchange)
  return value === undefined
    ? [{ part: 'body, read as JSON', expected: shown(json), received: shown(textOf(exchange)) }]
    : supersetDifferences('body', json, value)
}

/** Where a value lacks something of another: maps may hold more, lists may not. */
function supersetDifferences(part: string, expected: unknown, received: unknown): Difference[] {
  if (Array.isArray(expected) && Array.isArray(received) && expected.length === received.length)
    return expected.flatMap((each, index) => supersetDifferences(`${part}[${index}]`, each, received[index]))
  if (isRecord(expected) && isRecord(received))
    return Object.entries(expected).flatMap(([key, value]) => supersetDifferences(`${part}.${key}`, value, received[key]))
  return unlessEqual(part, expected, received)
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function ofText(exchange: Exchange, { matches }: ExpectedMessage): Difference[] {
  const text = textOf(exchange)
  if (matches === undefined || (text !== null && new RegExp(matches).test(text))) return []
  return [{ part: 'body', expected: `/${matches}/`, received: shown(text) }]
}

function ofHeaders(exchange: Exchange, expected: ExpectedMessage): Difference[] {
  return Object.entries(headersOf(expected)).flatMap(([name, value]) => {
    const received = exchange.header(name)
    const same = isRecord(value) || Array.isArray(value) ? plain(received) : comparable(received, exchange)
    return unlessEqual(`header ${name}`, typeof value === 'object' ? value : toText(value), same)
  })
}

function comparable(value: unknown, exchange: Exchange): string | null {
  return value === undefined || value === null ? null : (toText(value, exchange) ?? null)
}

/** A body as text. */
export function textOf(exchange: Exchange): string | null {
  const { body } = exchange
  if (isRecord(body) && !Buffer.isBuffer(body) && Object.getPrototypeOf(body) === Object.prototype) return writeJson(body)
  return Array.isArray(body) ? writeJson(body) : comparable(body, exchange)
}

/** A body as JSON has it: texts and bytes are read, other values are written and read again. `undefined` where it is no JSON. */
function jsonValue(exchange: Exchange): unknown {
  const { body } = exchange
  if (typeof body === 'object' && body !== null && !Buffer.isBuffer(body)) {
    const value = plain(body)
    if (value !== undefined && typeof value === 'object') return value
  }
  try {
    return JSON.parse(textOf(exchange) ?? '')
  } catch {
    return undefined
  }
}

/** A value as JSON has it; `undefined` where it has none. */
export function plain(value: unknown): unknown {
  try {
    return JSON.parse(writeJson(value))
  } catch {
    return undefined
  }
}

/** A value as a failure tells it. */
export function shown(value: unknown): string {
  return value === undefined ? 'nothing' : writeJson(value)
}
