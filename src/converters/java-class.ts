import { exceptionType } from '../core/exceptions.ts'
import { Exchange } from '../core/exchange.ts'
import { isFileBody } from '../core/file-facts.ts'
import { OnceBody } from '../core/once-body.ts'
import { isByteSource, StreamBody } from '../core/stream-body.ts'
import { Decimal, isMap, JavaValue, JsonNode, MapEntry } from '../core/values.ts'
import { isNode } from './xml.ts'

const marked = new WeakMap<object, string>()

/** Says which Java class stands behind a value whose shape does not tell (`java.util.TreeMap`); returns the value. */
export function markJavaClass<T extends object>(value: T, javaClass: string): T {
  marked.set(value, javaClass)
  return value
}

/** Whether a whole number fits into Java's int. */
export function isInt(value: number | bigint): boolean {
  return value >= -(2 ** 31) && value < 2 ** 31
}

/** The Java class of a value, `java.lang.Integer` for a small whole number: what `getClass().getName()` gives, except that arrays of bytes are `byte[]`. */
export function javaClassOf(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return 'java.lang.String'
    case 'boolean':
      return 'java.lang.Boolean'
    case 'number':
      if (!Number.isInteger(value)) return 'java.lang.Double'
      return isInt(value) ? 'java.lang.Integer' : 'java.lang.Long'
    case 'bigint':
      return BigInt.asIntN(64, value) === value ? 'java.lang.Long' : 'java.math.BigInteger'
    case 'object':
      return value === null ? 'null' : (marked.get(value) ?? classOfObject(value))
    default:
      return `java.lang.Object`
  }
}

function classOfObject(value: object): string {
  if (value instanceof Number) return value instanceof Decimal ? 'java.math.BigDecimal' : 'java.lang.Double'
  if (Array.isArray(value)) return 'java.util.ArrayList'
  if (value instanceof Uint8Array) return 'byte[]'
  if (value instanceof Date) return 'java.util.Date'
  if (value instanceof JavaValue) return value.javaClass
  if (value instanceof JsonNode) return classOfNode(value.value)
  if (value instanceof StreamBody) return value.javaClass ?? 'org.apache.camel.converter.stream.ByteArrayInputStreamCache'
  if (value instanceof OnceBody) return value.javaClass
  if (isByteSource(value)) return isFileBody(value) && value.plain ? 'java.io.File' : 'org.apache.camel.component.file.GenericFile'
  if (value instanceof Exchange) return 'org.apache.camel.support.DefaultExchange'
  if (value instanceof Set) return 'java.util.LinkedHashSet'
  if (value instanceof MapEntry) return 'java.util.LinkedHashMap$Entry'
  if (value instanceof Error) return exceptionType(value)
  if (isMap(value)) return 'java.util.LinkedHashMap'
  if (isNode(value))
    return value.nodeType === 9
      ? 'com.sun.org.apache.xerces.internal.dom.DeferredDocumentImpl'
      : 'com.sun.org.apache.xerces.internal.dom.DeferredElementNSImpl'
  return (value as { constructor?: { name?: string } }).constructor?.name ?? 'java.lang.Object'
}

function classOfNode(value: unknown): string {
  const kind = Array.isArray(value)
    ? 'Array'
    : typeof value === 'string'
      ? 'Text'
      : typeof value === 'boolean'
        ? 'Boolean'
        : value === null
          ? 'Null'
          : scalarNode(value)
  return `com.fasterxml.jackson.databind.node.${kind}Node`
}

function scalarNode(value: unknown): string {
  if (typeof value === 'bigint') return BigInt.asIntN(64, value) === value ? 'Long' : 'BigInteger'
  if (typeof value === 'number' && Number.isInteger(value)) return isInt(value) ? 'Int' : 'Long'
  return typeof value === 'number' || value instanceof Number ? 'Double' : 'Object'
}
