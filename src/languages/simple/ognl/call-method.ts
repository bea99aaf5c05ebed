import { isIterator } from '../../../converters/collections.ts'
import { javaClassOf } from '../../../converters/java-class.ts'
import { isNode, NODE_LIST } from '../../../converters/xml.ts'
import { Exchange } from '../../../core/exchange.ts'
import { isFileBody } from '../../../core/file-facts.ts'
import { isByteSource } from '../../../core/stream-body.ts'
import { JavaValue, JsonNode, MapEntry } from '../../../core/values.ts'
import { failure } from '../failure.ts'
import { unsupported } from '../functions/call.ts'
import { isPrimitive, JavaClass } from '../java-types.ts'
import { bindArguments } from './arguments.ts'
import { MessageView } from './exchange-view.ts'
import { ITERATOR, isJavaIterator } from './java-iterator.ts'
import type { EvaluateText, JavaMethod, MethodCall } from './method.ts'
import { methodName } from './method-text.ts'
import { EXCHANGE, MESSAGE } from './methods-camel.ts'
import { DEQUE, LIST, MAP, MAP_ENTRY, PROPERTIES, SET } from './methods-collections.ts'
import { JSON_NODE } from './methods-json.ts'
import { CLASS, FILE, PLAIN_FILE, STREAM, THROWABLE, VALUE } from './methods-others.ts'
import { BIG_INTEGER, BOOLEAN, DATE, DOUBLE, INTEGER, LONG } from './methods-scalars.ts'
import { STRING } from './methods-string.ts'
import { selectMethod } from './select-method.ts'
import { callUserObject, isUserObject } from './user-object.ts'

const BY_CLASS: Readonly<Record<string, readonly JavaMethod[]>> = {
  'java.lang.String': STRING,
  'java.lang.Integer': INTEGER,
  'java.lang.Long': LONG,
  'java.lang.Double': DOUBLE,
  'java.lang.Boolean': BOOLEAN,
  'java.math.BigInteger': BIG_INTEGER,
  'java.util.Date': DATE,
  'java.util.ArrayList': LIST,
  'java.util.ArrayDeque': [...LIST, ...DEQUE],
  'java.util.LinkedList': [...LIST, ...DEQUE],
  'java.util.Properties': [...MAP, ...PROPERTIES],
  'java.util.concurrent.ConcurrentLinkedQueue': [...LIST, ...DEQUE],
  'java.util.HashSet': SET,
  'java.util.LinkedHashSet': SET,
  'java.util.LinkedHashMap': MAP,
  'java.util.LinkedHashMap$Entry': MAP_ENTRY,
  'byte[]': [],
  // what Java has in its own modules cannot be called
  [NODE_LIST]: [],
}

/** Calls a method on a value, or reads a property of it: `trim()`, `length`, `substring(1,2)`. */
export function callMethod(call: MethodCall, evaluate: EvaluateText): unknown {
  return invokeMethod(call, evaluate) ?? null
}

/** As `callMethod`, but `undefined` where the method returns nothing (`void`). */
export function invokeMethod(call: MethodCall, evaluate: EvaluateText): unknown {
  const name = methodName(call.source)
  if (name === 'class' || name === 'getClass') return new JavaClass(javaClassOf(call.self))
  if (name === 'length' && isArray(call.self)) return lengthOf(call.self, call)
  if (isUserObject(call.self)) return callUserObject(call, evaluate)
  const method = selectMethod(methodsOf(call.self), call, evaluate)
  const bound = bindArguments(method, call, evaluate)
  if (method.invoke === undefined)
    unsupported(`the method ${javaClassOf(call.self)}.${method.name}(${method.parameters.join(', ')})`, 'it needs a JVM')
  refuseNothing(method, bound)
  const result = method.invoke(call.self, ...bound)
  return method.returnsNothing ? undefined : (result ?? null)
}

/** Parameters of primitive types cannot be null. */
function refuseNothing(method: JavaMethod, bound: readonly unknown[]): void {
  const refused = method.parameters.some((type, i) => isPrimitive(type) && bound[i] === null)
  if (refused) throw failure('RuntimeExchange', `IllegalArgumentException occurred invoking method: ${method.name} using arguments: [null]`)
}

/** Lists and arrays of Java are both arrays here; those that Java's text methods give are marked. */
function isArray(value: unknown): value is ArrayLike<unknown> {
  return javaClassOf(value).endsWith('[]')
}

/** An array has a length, but no method of that name: with parentheses Camel looks for arguments. */
function lengthOf(array: ArrayLike<unknown>, { source }: MethodCall): number {
  if (!source.includes('(')) return array.length
  throw failure('ParameterBinding', `${NO_ARRAY} with value type: class java.lang.String and value: `)
}

const NO_ARRAY =
  'Error during parameter binding on method: public static int org.apache.camel.util.ObjectHelper.arrayLength(java.lang.Object[]) at parameter #0 with type: class [Ljava.lang.Object;'

/** The methods of a value's Java class, as far as routes can call them. */
export function methodsOf(value: unknown): readonly JavaMethod[] {
  return BY_CLASS[javaClassOf(value)] ?? (typeof value === 'object' && value !== null ? ofObject(value) : [])
}

function ofObject(value: object): readonly JavaMethod[] {
  if (value instanceof Exchange) return EXCHANGE
  if (value instanceof MessageView) return MESSAGE
  if (value instanceof JavaClass) return CLASS
  if (isJavaIterator(value)) return ITERATOR
  // what Java has in its own modules cannot be called
  if (isNode(value) || isIterator(value)) return []
  if (value instanceof JsonNode) return JSON_NODE
  if (value instanceof Error) return THROWABLE
  if (value instanceof JavaValue) return VALUE
  if (value instanceof MapEntry) return MAP_ENTRY
  if (isFileBody(value)) return value.plain ? PLAIN_FILE : FILE
  if (isByteSource(value)) return STREAM
  if (Array.isArray(value)) return isArray(value) ? [] : LIST
  return value instanceof Set ? SET : MAP
}
