import { isByteSource } from '../core/stream-body.ts'
import { JsonNode } from '../core/values.ts'
import { toByteBuffer, toBytes, toReader, toStream } from './bytes.ts'
import {
  toArray,
  toArrayList,
  toCollection,
  toIterable,
  toIterator,
  toList,
  toMap,
  toProperties,
  toSet,
  toTextArray,
} from './collections.ts'
import { NONE } from './none.ts'
import { anyNumber, bigInteger, character, floating, toBoolean, wholeNumber } from './numbers.ts'
import {
  enumConstant,
  instanceOf,
  timeUnit,
  toBuilder,
  toChars,
  toDocument,
  toJsonNode,
  toNode,
  toNodeList,
  toObjectNode,
  toSource,
  toTimeZone,
  toUri,
} from './others.ts'
import type { Converter } from './registry.ts'
import { toText } from './text.ts'
import { toDate, toDuration } from './times.ts'

/** A type that a route may name, and how values become it. */
export interface JavaType {
  /** The name in messages: `java.lang.Integer`, `int`, `byte[]`. */
  readonly name: string
  readonly convert: Converter
  /** What null becomes where it does not stay null: 0 of a primitive number. */
  readonly absent?: unknown
}

const identity: Converter = value => value
const onlyBytesToList: Converter = value => (value instanceof Uint8Array || value instanceof Set ? toArray(value) : NONE)
const streamOnly: Converter = value => (isByteSource(value) ? value : NONE)
const timestamp: Converter = value => (value instanceof Date ? NONE : toDate(value))

const PRIMITIVES: readonly (readonly [string, string, (primitive: boolean) => Converter, unknown])[] = [
  ['int', 'Integer', primitive => wholeNumber(32, primitive), 0],
  ['long', 'Long', primitive => wholeNumber(64, primitive), 0],
  ['short', 'Short', primitive => wholeNumber(16, primitive), 0],
  ['byte', 'Byte', primitive => wholeNumber(8, primitive), 0],
  ['float', 'Float', primitive => floating(true, primitive), 0],
  ['double', 'Double', primitive => floating(false, primitive), 0],
  ['char', 'Character', character, '\u0000'],
  ['boolean', 'Boolean', toBoolean, undefined],
]

const TABLE: Readonly<Record<string, Converter>> = {
  'java.lang.Number': anyNumber,
  'java.math.BigInteger': bigInteger,
  'java.lang.CharSequence': toChars,
  'java.lang.StringBuilder': toBuilder,
  'java.lang.Object': identity,
  'java.io.Serializable': identity,
  'java.io.InputStream': toStream,
  'java.io.ByteArrayInputStream': (value, exchange) => (value instanceof JsonNode ? toStream(value, exchange) : NONE),
  'java.io.Reader': toReader,
  'java.nio.ByteBuffer': toByteBuffer,
  'java.util.Map': toMap,
  'java.util.HashMap': toMap,
  'java.util.LinkedHashMap': toMap,
  'java.util.Properties': toProperties,
  'java.util.List': toList,
  'java.util.ArrayList': toArrayList,
  'java.util.LinkedList': onlyBytesToList,
  'java.util.HashSet': onlyBytesToList,
  'java.util.Collection': toCollection,
  'java.util.Set': toSet,
  'java.util.Iterator': toIterator,
  'java.lang.Iterable': toIterable,
  'java.util.Date': toDate,
  'java.sql.Timestamp': timestamp,
  'java.time.Duration': toDuration,
  'java.util.TimeZone': toTimeZone,
  'java.net.URI': toUri,
  'org.w3c.dom.Document': toDocument,
  'org.w3c.dom.Node': toNode,
  'org.w3c.dom.Element': toNode,
  'org.w3c.dom.NodeList': toNodeList,
  'javax.xml.transform.Source': toSource,
  'javax.xml.transform.dom.DOMSource': toDocument,
  'com.fasterxml.jackson.databind.JsonNode': toJsonNode,
  'com.fasterxml.jackson.databind.node.ObjectNode': toObjectNode,
  'org.apache.camel.StreamCache': streamOnly,
  'java.util.concurrent.TimeUnit': timeUnit(['NANOSECONDS', 'MICROSECONDS', 'MILLISECONDS', 'SECONDS', 'MINUTES', 'HOURS', 'DAYS']),
  'org.apache.camel.ExchangePattern': enumConstant('org.apache.camel.ExchangePattern', ['InOnly', 'InOut']),
  'org.apache.camel.LoggingLevel': enumConstant('org.apache.camel.LoggingLevel', ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'OFF']),
}

/** Classes that exist but that Camel converts nothing to. */
const WITHOUT_CONVERTER = `java.math.BigDecimal java.io.File java.io.OutputStream java.io.Writer java.nio.file.Path
  java.util.TreeMap java.util.Hashtable java.util.Calendar java.util.Locale java.util.UUID java.util.Optional java.util.Map$Entry java.util.Queue java.util.Deque
  java.util.regex.Pattern java.util.TreeSet java.util.LinkedHashSet java.util.concurrent.atomic.AtomicBoolean java.util.concurrent.atomic.AtomicInteger
  java.util.concurrent.atomic.AtomicLong java.time.Instant java.time.LocalDate java.time.LocalDateTime java.time.LocalTime java.time.OffsetDateTime java.time.ZonedDateTime
  java.time.ZoneId java.net.URL java.lang.Class java.lang.Enum java.lang.Exception java.lang.Throwable java.lang.Void java.lang.Comparable java.lang.StringBuffer java.sql.Date java.sql.Time
  com.fasterxml.jackson.databind.node.ArrayNode javax.xml.transform.stream.StreamSource javax.xml.transform.sax.SAXSource
  org.apache.camel.Exchange org.apache.camel.Message org.apache.camel.component.file.GenericFile`

let made: ReadonlyMap<string, JavaType> | undefined

/** All types by their names, made with the first question: a start asks none. */
function types(): ReadonlyMap<string, JavaType> {
  made ??= new Map(
    [...arraysAndText(), ...primitives(), ...named()].flatMap(([type, ...more]) => [type.name, ...more].map(name => [name, type])),
  )
  return made
}

type Named = readonly [JavaType, ...string[]]

function arraysAndText(): Named[] {
  return [
    [{ name: 'java.lang.String', convert: toText }, 'String'],
    [{ name: 'byte[]', convert: toBytes }, 'java.lang.byte[]'],
    [{ name: 'java.lang.Byte[]', convert: () => NONE }, 'Byte[]'],
    [{ name: 'java.lang.Object[]', convert: toArray }, 'Object[]'],
    [{ name: 'java.lang.String[]', convert: toTextArray }, 'String[]'],
  ]
}

function primitives(): Named[] {
  return PRIMITIVES.flatMap(([primitive, wrapper, converter, absent]): Named[] => [
    [{ name: primitive, convert: converter(true), absent }],
    [{ name: `java.lang.${wrapper}`, convert: converter(false) }, wrapper],
  ])
}

function named(): Named[] {
  return [
    ...Object.entries(TABLE).map(([name, convert]): Named => [{ name, convert }]),
    ...WITHOUT_CONVERTER.split(/\s+/).map((name): Named => [{ name, convert: instanceOf(name) }]),
  ]
}

/** The type of a name as routes write it (`int`, `String`, `java.util.Map`), or `undefined`: such a class does not exist. */
export function javaType(name: string): JavaType | undefined {
  return types().get(name.trim())
}

/** All names, for messages about a wrong one. */
export function javaTypeNames(): readonly string[] {
  return [...types().keys()]
}
