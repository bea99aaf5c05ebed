import { errors, isKafilaError } from '../../core/errors.ts'
import type { Exchange } from '../../core/exchange.ts'
import { Suspension } from '../../core/suspension.ts'
import { JavaValue, JsonNode } from '../../core/values.ts'
import { javaClassOf } from '../java-class.ts'
import { javaType } from '../java-types.ts'
import { readJson } from '../json-read.ts'
import { writeJson } from '../json-write.ts'
import { convertOrNull, mandatoryBody } from '../registry.ts'
import { classNotFound } from './java-body.ts'

const CONTENT_CLASS = 'X-Content-Class'
const CONTENT_SCHEMA = 'X-Content-Schema'
const NODE = 'com.fasterxml.jackson.databind.JsonNode'

/** JSON as bytes: from JSON text and nodes; anything else has to be of the class in the property `X-Content-Class`. */
export function toJson(exchange: Exchange): void {
  const { body } = exchange
  exchange.body = applying(exchange, 'Json output data type', () =>
    Buffer.from(typeof body === 'string' && looksLikeJson(body) ? body : written(body, contentClass(exchange) ?? NODE)),
  )
  exchange.setHeader('Content-Type', 'application/json')
  const schema = exchange.property(CONTENT_SCHEMA)
  if (typeof schema === 'string') exchange.setHeader(CONTENT_SCHEMA, schema)
}

/** A tree of JSON nodes: from text, bytes and streams, or from an object of the class in `X-Content-Class`; nothing is an empty object. */
export function toStruct(exchange: Exchange): void {
  const { body } = exchange
  if (body instanceof JsonNode) return
  exchange.body = applying(exchange, 'Json input data type', () => {
    const name = contentClass(exchange)
    return new JsonNode(readJson(name === undefined ? textOf(exchange) : written(body, name)))
  })
  exchange.setHeader('Content-Type', 'application/x-struct')
}

/** An object of the class in `X-Content-Class`, from JSON; where there is none it fails. */
export function toObject(exchange: Exchange): void {
  const name = contentClass(exchange)
  if (name === undefined) throw failure(exchange, 'Missing content class information for Java object data type processing')
  exchange.setHeader('Content-Type', 'application/x-java-object')
  exchange.body = applying(exchange, 'Java object data type', () => {
    const { body } = exchange
    if (isA(body, name)) return body
    return convertOrNull(readJson(textOf(exchange)), name, exchange)
  })
}

function applying<T>(exchange: Exchange, what: string, action: () => T): T {
  try {
    return action()
  } catch (cause) {
    if (cause instanceof Suspension) throw cause
    throw failure(exchange, `Failed to apply ${what} on exchange`, cause)
  }
}

function failure(exchange: Exchange, reason: string, cause?: unknown): Error {
  return errors.KF_RUN_DATA_TYPE({ reason, exchange: String(exchange) }, cause === undefined ? undefined : { cause })
}

function contentClass(exchange: Exchange): string | undefined {
  const named = exchange.property(CONTENT_CLASS)
  if (typeof named === 'string') return named
  return isOwnObject(exchange.body) ? javaClassOf(exchange.body) : undefined
}

/** Whether a value is an object of a class of the embedding program. */
function isOwnObject(value: unknown): boolean {
  return (
    typeof value === 'object' && value !== null && !(value instanceof JavaValue) && !javaClassOf(value).includes('.') && !isBytes(value)
  )
}

function isBytes(value: object): boolean {
  return value instanceof Uint8Array
}

function isA(body: unknown, name: string): boolean {
  if (body === null) return false
  if (name === NODE) return body instanceof JsonNode
  if (javaClassOf(body) === name) return true
  if (javaType(name) === undefined) throw classNotFound(name)
  try {
    return convertOrNull(body, name) === body
  } catch (error) {
    if (isKafilaError(error)) return false
    throw error
  }
}

function written(body: unknown, name: string): string {
  if (body !== null && !isA(body, name)) {
    const reason = `Incompatible types: declared root type ([simple type, class ${name}]) vs \`${javaClassOf(body)}\``
    throw errors.KF_FORMAT_MARSHAL({ format: 'json', reason }, { type: 'com.fasterxml.jackson.databind.exc.InvalidDefinitionException' })
  }
  return writeJson(body)
}

function textOf(exchange: Exchange): string {
  if (exchange.body === null) return '{}'
  return Buffer.from(mandatoryBody(exchange, 'byte[]', true) as Uint8Array).toString('utf8')
}

function looksLikeJson(text: string): boolean {
  const trimmed = text.trim()
  return (trimmed.startsWith('{') && trimmed.endsWith('}')) || (trimmed.startsWith('[') && trimmed.endsWith(']'))
}
