import { readJson } from '../../src/converters/index.ts'
import { javaClassOf } from '../../src/converters/java-class.ts'
import { jsonTextOf } from '../../src/converters/json-bytes.ts'
import { errors } from '../../src/core/errors.ts'
import type { Exchange } from '../../src/core/exchange.ts'
import { isByteSource } from '../../src/core/stream-body.ts'
import { JsonNode } from '../../src/core/values.ts'

/** Values, or JSON text. */
export type JsonType = 'Jackson' | 'JsonString'

/** The input of an expression. Throws IllegalArgumentException for a body that the type does not go with, Jackson's errors for bad JSON. Suspends on unread streams. */
export function inputFor(exchange: Exchange, type: JsonType): unknown {
  return type === 'JsonString' ? parsed(exchange) : values(exchange.body)
}

function parsed(exchange: Exchange): unknown {
  const { body } = exchange
  const json = body === null || body === undefined ? undefined : jsonTextOf(body, exchange)
  if (json === undefined) throw errors.KF_RUN_ILLEGAL_ARGUMENT({ reason: 'argument "src" is null' })
  return readJson(json)
}

function values(body: unknown): unknown {
  if (body instanceof JsonNode) return body.value
  if (body instanceof Uint8Array || isByteSource(body)) {
    const reason = `Only JSON types (values, Map, List) are allowed as input. Unsupported type: ${javaClassOf(body)}`
    throw errors.KF_RUN_ILLEGAL_ARGUMENT({ reason })
  }
  return body
}
