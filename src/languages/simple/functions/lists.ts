import type { Exchange } from '../../../core/exchange.ts'
import { isMap } from '../../../core/values.ts'
import { Call } from '../code.ts'
import { convertTo, type Evaluate, tryConvert } from '../evaluate.ts'
import { failure } from '../failure.ts'
import { javaEquals } from '../java-equals.ts'
import { AS_WRITTEN, type Factory, type FunctionCall } from './call.ts'

/** `name(value)` of the body, or `name(list, value)`: the list, and the value, which may have commas. */
function listAndValue(call: FunctionCall, name: string): { list: Evaluate; value: Evaluate } {
  const tokens = call.split(call.required(`\${${name}(exp)} or \${${name}(exp,exp)}`), AS_WRITTEN)
  const ofBody = tokens.length < 2
  return {
    list: call.expression(ofBody ? '${body}' : tokens[0]!).run,
    value: call.expression((ofBody ? tokens : tokens.slice(1)).join(',')).run,
  }
}

function listOf(value: unknown, type: string, exchange: Exchange): unknown[] | Set<unknown> | null {
  if (Array.isArray(value) || value instanceof Set) return value
  const list = value === null || value === undefined ? null : convertTo(value, type, exchange)
  return Array.isArray(list) ? list : null
}

/** The list itself is changed, not a copy. */
const listAdd: Factory = call => {
  const { list, value } = listAndValue(call, 'listAdd')
  return new Call(exchange => {
    const source = list(exchange)
    const items = listOf(source, 'java.util.Collection', exchange)
    const added = items === null ? null : (value(exchange) ?? null)
    if (added !== null && isMap(source)) throw failure('UnsupportedOperation', 'null')
    if (added !== null) {
      if (items instanceof Set) items.add(added)
      else items!.push(added)
    }
    return items
  })
}

/** Removes the value itself, or else what stands at that index (`last` for the end). */
const listRemove: Factory = call => {
  const { list, value } = listAndValue(call, 'listRemove')
  return new Call(exchange => {
    const items = listOf(list(exchange), 'java.util.List', exchange)
    const removed = items === null ? null : (value(exchange) ?? null)
    if (Array.isArray(items) && removed !== null) remove(items, removed, exchange)
    return items
  })
}

function remove(items: unknown[], value: unknown, exchange: Exchange): void {
  const found = items.findIndex(each => javaEquals(each ?? null, value))
  const index = found >= 0 ? found : value === 'last' ? items.length - 1 : tryConvert(value, 'java.lang.Integer', exchange)
  if (index !== null && Number(index) >= 0 && Number(index) < items.length) items.splice(Number(index), 1)
}

type AnyMap = Record<string, unknown> | Map<unknown, unknown>

function mapOf(value: unknown, exchange: Exchange): AnyMap | null {
  if (isMap(value)) return value
  const map = value === null || value === undefined ? null : convertTo(value, 'java.util.Map', exchange)
  return isMap(map) ? map : null
}

const mapAdd: Factory = call => {
  const syntax = '${mapAdd(key,exp)} or ${mapAdd(exp,key,exp)}'
  const tokens = call.split(call.required(syntax), AS_WRITTEN)
  if (tokens.length < 2) call.fail(syntax)
  const ofBody = tokens.length === 2
  const { run } = call.expression(ofBody ? '${body}' : tokens[0]!)
  const key = tokens[ofBody ? 0 : 1]!
  const value = call.expression(tokens.slice(ofBody ? 1 : 2).join(',')).run
  return new Call(exchange => {
    const map = mapOf(run(exchange), exchange)
    const added = map === null ? null : (value(exchange) ?? null)
    if (map !== null && added !== null) putEntry(map, key, added)
    return map
  })
}

/** Puts an entry into a map of either kind; `__proto__` is an ordinary key. */
export function putEntry(map: AnyMap, key: string, value: unknown): void {
  if (map instanceof Map) map.set(key, value)
  else if (key === '__proto__') Object.defineProperty(map, key, { value, enumerable: true, writable: true, configurable: true })
  else map[key] = value
}

/** Removes an entry from a map of either kind. */
export function removeEntry(map: AnyMap, key: string): void {
  if (map instanceof Map) map.delete(key)
  else Reflect.deleteProperty(map, key)
}

const mapRemove: Factory = call => {
  const syntax = '${mapRemove(key)} or ${mapRemove(exp,key)}'
  const tokens = call.splitSome(call.required(syntax), AS_WRITTEN)
  if (tokens.length > 2) call.fail(syntax)
  const { run } = call.expression(tokens.length > 1 ? tokens[0]! : '${body}')
  const key = tokens.at(-1)!
  return new Call(exchange => {
    const map = mapOf(run(exchange), exchange)
    if (map !== null) removeEntry(map, key)
    return map
  })
}

/** Functions that change lists and maps. */
export const listFunctions: Readonly<Record<string, Factory>> = { listAdd, listRemove, mapAdd, mapRemove }
