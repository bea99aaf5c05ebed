import { javaText } from '../../../converters/text.ts'
import { MapEntry, mapEntries, mapGet } from '../../../core/values.ts'
import { failure } from '../failure.ts'
import { putEntry, removeEntry } from '../functions/lists.ts'
import { includes, javaEquals } from '../java-equals.ts'
import { iteratorOf } from './java-iterator.ts'
import { streamOf } from './java-stream.ts'
import { methods } from './method.ts'

type List = unknown[]

function checked(list: List, index: number, size = list.length): number {
  if (index < 0 || index >= size) throw failure('IndexOutOfBounds', `Index ${index} out of bounds for length ${list.length}`)
  return index
}

function removeAt(list: List, index: number): unknown {
  return list.splice(checked(list, index), 1)[0]
}

function removeValue(list: List, value: unknown): boolean {
  const index = list.findIndex(each => javaEquals(each ?? null, value))
  if (index >= 0) list.splice(index, 1)
  return index >= 0
}

function indexOf(list: List, value: unknown): number {
  return list.findIndex(each => javaEquals(each ?? null, value))
}

function subList(list: List, from: number, to: number): List {
  if (from < 0 || to > list.length) throw failure('IndexOutOfBounds', from < 0 ? `fromIndex = ${from}` : `toIndex = ${to}`)
  if (from > to) throw failure('IllegalArgument', `fromIndex(${from}) > toIndex(${to})`)
  return list.slice(from, to)
}

/** `java.util.ArrayList`. Methods change the list itself. */
export const LIST = methods({
  'add(Object)': (list: List, value: unknown) => list.push(value) > 0,
  'void add(int,Object)': (list: List, index: number, value: unknown) => list.splice(checked(list, index, list.length + 1), 0, value),
  'addAll(Collection)': (list: List, values: List) => list.push(...values) > 0 && values.length > 0,
  'addAll(int,Collection)': undefined,
  'void clear()': (list: List) => list.splice(0),
  'clone()': (list: List) => [...list],
  'contains(Object)': (list: List, value: unknown) => includes(list, value),
  'containsAll(Collection)': (list: List, values: List) => values.every(value => includes(list, value)),
  'void ensureCapacity(int)': () => undefined,
  'void forEach(java.util.function.Consumer)': undefined,
  'get(int)': (list: List, index: number) => list[checked(list, index)],
  'indexOf(Object)': indexOf,
  'isEmpty()': (list: List) => list.length === 0,
  'iterator()': (list: List) => iteratorOf(list),
  'lastIndexOf(Object)': (list: List, value: unknown) => list.findLastIndex(each => javaEquals(each ?? null, value)),
  'listIterator()': (list: List) => iteratorOf(list),
  'listIterator(int)': undefined,
  'remove(int)': removeAt,
  'remove(Object)': removeValue,
  'removeAll(Collection)': undefined,
  'removeIf(java.util.function.Predicate)': undefined,
  'retainAll(Collection)': undefined,
  'set(int,Object)': (list: List, index: number, value: unknown) => list.splice(checked(list, index), 1, value)[0],
  'size()': (list: List) => list.length,
  'void sort(java.util.Comparator)': undefined,
  'stream()': streamOf,
  'subList(int,int)': subList,
  'toArray()': (list: List) => [...list],
  'toArray(Object[])': undefined,
  'toString()': (list: List) => javaText(list),
})

function first(list: List): unknown {
  if (list.length === 0) throw failure('NoSuchElement', 'null')
  return list[0]
}

function last(list: List): unknown {
  if (list.length === 0) throw failure('NoSuchElement', 'null')
  return list.at(-1)
}

/** `java.util.Deque`, which lists of some classes are beside. */
export const DEQUE = methods({
  'void addFirst(Object)': (list: List, value: unknown) => list.unshift(value),
  'void addLast(Object)': (list: List, value: unknown) => list.push(value),
  'element()': first,
  'getFirst()': first,
  'getLast()': last,
  'offer(Object)': (list: List, value: unknown) => list.push(value) > 0,
  'offerFirst(Object)': (list: List, value: unknown) => list.unshift(value) > 0,
  'offerLast(Object)': (list: List, value: unknown) => list.push(value) > 0,
  'peek()': (list: List) => list[0] ?? null,
  'peekFirst()': (list: List) => list[0] ?? null,
  'peekLast()': (list: List) => list.at(-1) ?? null,
  'poll()': (list: List) => list.shift() ?? null,
  'pollFirst()': (list: List) => list.shift() ?? null,
  'pollLast()': (list: List) => list.pop() ?? null,
  'pop()': (list: List) => first(list) && list.shift(),
  'void push(Object)': (list: List, value: unknown) => list.unshift(value),
  'removeFirst()': (list: List) => first(list) && list.shift(),
  'removeLast()': (list: List) => last(list) && list.pop(),
})

/** `java.util.Properties`, beside the methods of maps. */
export const PROPERTIES = methods({
  'getProperty(String)': (map: Record<string, unknown> | Map<unknown, unknown>, key: string) => mapGet(map, key) ?? null,
  'getProperty(String,String)': (map: Record<string, unknown> | Map<unknown, unknown>, key: string, other: string) =>
    mapGet(map, key) ?? other,
})

/** `java.util.LinkedHashSet`. */
export const SET = methods({
  'add(Object)': (set: Set<unknown>, value: unknown) => !includes(set, value) && set.add(value) === set,
  'void clear()': (set: Set<unknown>) => set.clear(),
  'contains(Object)': (set: Set<unknown>, value: unknown) => includes(set, value),
  'isEmpty()': (set: Set<unknown>) => set.size === 0,
  'iterator()': (set: Set<unknown>) => iteratorOf(set),
  'remove(Object)': (set: Set<unknown>, value: unknown) => set.delete(value),
  'size()': (set: Set<unknown>) => set.size,
  'stream()': streamOf,
  'toArray()': (set: Set<unknown>) => [...set],
  'toString()': (set: Set<unknown>) => javaText(set),
})

type AnyMap = Record<string, unknown> | Map<unknown, unknown>

function key(value: unknown): string {
  return typeof value === 'string' ? value : javaText(value)
}

function has(map: AnyMap, name: unknown): boolean {
  return map instanceof Map ? map.has(name) : Object.hasOwn(map, key(name))
}

function put(map: AnyMap, name: unknown, value: unknown): unknown {
  const previous = mapGet(map, key(name))
  putEntry(map, key(name), value)
  return previous
}

function remove(map: AnyMap, name: unknown): unknown {
  const previous = mapGet(map, key(name))
  removeEntry(map, key(name))
  return previous
}

function clear(map: AnyMap): void {
  for (const [name] of mapEntries(map)) removeEntry(map, name)
}

function putAll(map: AnyMap, other: AnyMap): void {
  for (const [name, value] of mapEntries(other)) putEntry(map, name, value)
}

/** `java.util.LinkedHashMap`. Methods change the map itself. */
export const MAP = methods({
  'void clear()': clear,
  'clone()': (map: AnyMap) => Object.fromEntries(mapEntries(map)),
  'compute(Object,java.util.function.BiFunction)': undefined,
  'computeIfAbsent(Object,java.util.function.Function)': undefined,
  'computeIfPresent(Object,java.util.function.BiFunction)': undefined,
  'containsKey(Object)': has,
  'containsValue(Object)': (map: AnyMap, value: unknown) =>
    includes(
      mapEntries(map).map(([, each]) => each),
      value,
    ),
  'entrySet()': (map: AnyMap) => mapEntries(map).map(([name, value]) => new MapEntry(name, value)),
  'void forEach(java.util.function.BiConsumer)': undefined,
  'get(Object)': (map: AnyMap, name: unknown) => mapGet(map, key(name)),
  'getOrDefault(Object,Object)': (map: AnyMap, name: unknown, other: unknown) => (has(map, name) ? mapGet(map, key(name)) : other),
  'isEmpty()': (map: AnyMap) => mapEntries(map).length === 0,
  'keySet()': (map: AnyMap) => mapEntries(map).map(([name]) => name),
  'merge(Object,Object,java.util.function.BiFunction)': undefined,
  'put(Object,Object)': put,
  'void putAll(Map)': putAll,
  'putIfAbsent(Object,Object)': (map: AnyMap, name: unknown, value: unknown) => mapGet(map, key(name)) ?? put(map, name, value),
  'remove(Object)': remove,
  'remove(Object,Object)': (map: AnyMap, name: unknown, value: unknown) =>
    has(map, name) && javaEquals(mapGet(map, key(name)) ?? null, value) && remove(map, name) !== map,
  'replace(Object,Object)': (map: AnyMap, name: unknown, value: unknown) => (has(map, name) ? put(map, name, value) : null),
  'replace(Object,Object,Object)': undefined,
  'void replaceAll(java.util.function.BiFunction)': undefined,
  'size()': (map: AnyMap) => mapEntries(map).length,
  'toString()': (map: AnyMap) => javaText(map),
  'values()': (map: AnyMap) => mapEntries(map).map(([, value]) => value ?? null),
})

/** `java.util.Map.Entry`. */
export const MAP_ENTRY = methods({
  'getKey()': (entry: MapEntry) => entry.key,
  'getValue()': (entry: MapEntry) => entry.value,
  'setValue(Object)': undefined,
  'toString()': (entry: MapEntry) => javaText(entry),
})
