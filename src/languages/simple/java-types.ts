import { javaClassOf } from '../../converters/java-class.ts'
import { exceptionLineage, isKnownException } from '../../core/exceptions.ts'
import { isByteSource } from '../../core/stream-body.ts'
import { JavaValue } from '../../core/values.ts'

const BOXES: Readonly<Record<string, string>> = {
  Boolean: 'boolean',
  Integer: 'int',
  Long: 'long',
  Short: 'short',
  Byte: 'byte',
  Float: 'float',
  Double: 'double',
  Character: 'char',
}

const ARRAYS: ReadonlySet<string> = new Set(['byte', 'Byte', 'Object', 'String'])

/** Superclasses and interfaces of the classes that values here have, those that routes ask for. */
const SUPERTYPES: Readonly<Record<string, readonly string[]>> = {
  'java.lang.String': ['java.lang.CharSequence', 'java.lang.Comparable', 'java.io.Serializable'],
  'java.lang.Integer': ['java.lang.Number', 'java.lang.Comparable', 'java.io.Serializable'],
  'java.lang.Long': ['java.lang.Number', 'java.lang.Comparable', 'java.io.Serializable'],
  'java.lang.Double': ['java.lang.Number', 'java.lang.Comparable', 'java.io.Serializable'],
  'java.lang.Float': ['java.lang.Number', 'java.lang.Comparable', 'java.io.Serializable'],
  'java.lang.Short': ['java.lang.Number', 'java.lang.Comparable', 'java.io.Serializable'],
  'java.lang.Byte': ['java.lang.Number', 'java.lang.Comparable', 'java.io.Serializable'],
  'java.math.BigDecimal': ['java.lang.Number', 'java.lang.Comparable', 'java.io.Serializable'],
  'java.math.BigInteger': ['java.lang.Number', 'java.lang.Comparable', 'java.io.Serializable'],
  'java.lang.Boolean': ['java.lang.Comparable', 'java.io.Serializable'],
  'java.lang.Character': ['java.lang.Comparable', 'java.io.Serializable'],
  'java.util.Date': ['java.lang.Comparable', 'java.io.Serializable', 'java.lang.Cloneable'],
  'java.util.ArrayList': [
    'java.util.AbstractList',
    'java.util.List',
    'java.util.Collection',
    'java.lang.Iterable',
    'java.util.RandomAccess',
    'java.io.Serializable',
    'java.lang.Cloneable',
  ],
  'java.util.LinkedHashMap': ['java.util.HashMap', 'java.util.AbstractMap', 'java.util.Map', 'java.io.Serializable', 'java.lang.Cloneable'],
  'java.util.TreeMap': [
    'java.util.AbstractMap',
    'java.util.Map',
    'java.util.SortedMap',
    'java.util.NavigableMap',
    'java.io.Serializable',
    'java.lang.Cloneable',
  ],
  'java.util.HashMap': ['java.util.AbstractMap', 'java.util.Map', 'java.io.Serializable', 'java.lang.Cloneable'],
  'java.util.LinkedHashSet': [
    'java.util.HashSet',
    'java.util.AbstractSet',
    'java.util.Set',
    'java.util.Collection',
    'java.lang.Iterable',
    'java.io.Serializable',
    'java.lang.Cloneable',
  ],
  'java.util.LinkedHashMap$Entry': ['java.util.Map$Entry'],
  'byte[]': ['java.io.Serializable', 'java.lang.Cloneable'],
  'org.apache.camel.converter.stream.ByteArrayInputStreamCache': [
    'org.apache.camel.StreamCache',
    'java.io.InputStream',
    'java.io.Closeable',
  ],
  'org.apache.camel.component.file.GenericFile': ['org.apache.camel.WrappedFile'],
  'org.apache.camel.support.DefaultExchange': ['org.apache.camel.Exchange'],
  'org.apache.camel.support.DefaultMessage': ['org.apache.camel.Message'],
}

const OTHERS: readonly string[] = [
  'java.lang.Object',
  'java.lang.Class',
  'java.lang.Throwable',
  'java.lang.Enum',
  'java.lang.StringBuilder',
  'java.lang.StringBuffer',
  'java.lang.Math',
  'java.lang.System',
  'java.util.Set',
  'java.util.HashSet',
  'java.util.TreeSet',
  'java.util.LinkedList',
  'java.util.Vector',
  'java.util.Iterator',
  'java.util.Enumeration',
  'java.util.Optional',
  'java.util.UUID',
  'java.util.Locale',
  'java.util.Calendar',
  'java.util.TimeZone',
  'java.util.Properties',
  'java.util.Map$Entry',
  'java.io.File',
  'java.io.InputStream',
  'java.io.OutputStream',
  'java.io.Reader',
  'java.io.Writer',
  'java.io.ByteArrayInputStream',
  'java.nio.ByteBuffer',
  'java.nio.file.Path',
  'java.net.URI',
  'java.net.URL',
  'java.time.Duration',
  'java.time.Instant',
  'java.time.LocalDate',
  'java.time.LocalDateTime',
  'java.time.ZonedDateTime',
  'java.util.concurrent.TimeUnit',
  'java.util.concurrent.CompletableFuture',
  'java.util.concurrent.atomic.AtomicInteger',
  'java.util.concurrent.atomic.AtomicLong',
  'org.w3c.dom.Document',
  'org.w3c.dom.Element',
  'org.w3c.dom.Node',
  'org.w3c.dom.NodeList',
  'javax.xml.transform.Source',
  'com.fasterxml.jackson.databind.JsonNode',
  'com.fasterxml.jackson.databind.node.ObjectNode',
  'com.fasterxml.jackson.databind.node.ArrayNode',
  'org.apache.camel.Exchange',
  'org.apache.camel.Message',
  'org.apache.camel.CamelContext',
  'org.apache.camel.Processor',
  'org.apache.camel.StreamCache',
  'org.apache.camel.WrappedFile',
  'org.apache.camel.ExchangePattern',
  'org.apache.camel.LoggingLevel',
]

const KNOWN: ReadonlySet<string> = new Set([...Object.keys(SUPERTYPES), ...Object.values(SUPERTYPES).flat(), ...OTHERS])

/**
 * The full name of a class that a route names, `undefined` where there is no such class: short names only of the boxes, `String` and
 * the usual arrays (`String`, `int`, `byte[]`), as in Camel.
 */
export function resolveClass(written: string): string | undefined {
  const name = written.trim()
  const element = name.endsWith('[]') ? name.slice(0, -2) : undefined
  if (element !== undefined) {
    const short = element.replace(/^java\.lang\./, '')
    if (ARRAYS.has(short)) return short === 'byte' ? 'byte[]' : `java.lang.${short}[]`
    const type = resolveClass(element)
    return type?.includes('.') ? `${type}[]` : undefined
  }
  const short = name.replace(/^java\.lang\./, '')
  if (short === 'String' || Object.hasOwn(BOXES, short)) return `java.lang.${short}`
  if (Object.values(BOXES).includes(name)) return name
  return KNOWN.has(name) || isKnownException(name) ? name : undefined
}

/** Whether a value is an instance of a class, by its full name. Primitive types have no instances. */
export function isInstance(value: unknown, type: string): boolean {
  if (value === null || value === undefined || Object.values(BOXES).includes(type)) return false
  const own = javaClassOf(value)
  if (type === 'java.lang.Object' || own === type || isSubtype(own, type)) return true
  if (type === 'java.lang.Object[]') return own.endsWith('[]') && own !== 'byte[]'
  if (type === 'java.io.InputStream' && isByteSource(value)) return own !== 'org.apache.camel.component.file.GenericFile'
  return SUPERTYPES[own]?.includes(type) ?? false
}

function isSubtype(own: string, type: string): boolean {
  return isKnownException(own) && exceptionLineage(own).includes(type)
}

/** The name that Java's virtual machine has for a class: arrays are `[B` and `[Ljava.lang.String;`. */
export function binaryName(name: string): string {
  if (name === 'byte[]') return '[B'
  return name.endsWith('[]') ? `[L${name.slice(0, -2)};` : name
}

/** A class as a value: what `getClass()`, `bodyType` and `type:` give. Its text is `class java.lang.String`. */
export class JavaClass extends JavaValue {
  readonly name: string

  constructor(name: string) {
    super('java.lang.Class', `class ${binaryName(name)}`)
    this.name = name
  }
}

/** Whether a value of one class fits a parameter of another (`Class.isAssignableFrom`); boxes fit their primitives. */
export function isAssignable(from: string, to: string): boolean {
  if (from === to || to === 'java.lang.Object' || isSubtype(from, to)) return true
  return BOXES[from.replace('java.lang.', '')] === to || (SUPERTYPES[from]?.includes(to) ?? false)
}

/** The box of a primitive type; other names as they are. */
export function boxed(type: string): string {
  const box = Object.entries(BOXES).find(([, primitive]) => primitive === type)
  return box === undefined ? type : `java.lang.${box[0]}`
}

/** Whether this is a primitive type of Java: `int`. */
export function isPrimitive(type: string): boolean {
  return Object.values(BOXES).includes(type)
}
