import { isMap, isNumber, mapEntries, mapGet } from '../../core/values.ts'
import { compareValues, describe, fault, objectOf, toJson, typeFault, typeOf } from './values.ts'

export type Path = readonly unknown[]

interface Slice {
  readonly start: unknown
  readonly end: unknown
}

function isSlice(key: unknown): key is Slice {
  return isMap(key) && !(key instanceof Map) && ('start' in key || 'end' in key)
}

/** `value[key]`: nothing is null, a wrong kind of key is an error. */
export function indexValue(value: unknown, key: unknown): unknown {
  if (value === null && (typeof key === 'string' || isNumber(key) || isSlice(key) || key === null)) return null
  if (isMap(value) && typeof key === 'string') return mapGet(value, key) ?? null
  if (Array.isArray(value) && isNumber(key)) return at(value, Number(key))
  if (isSlice(key)) return sliceValue(value, key.start, key.end)
  if (Array.isArray(value) && Array.isArray(key)) return indicesOf(value, key)
  if (typeof key === 'string') throw fault(`Cannot index ${typeOf(value)} with string ${toJson(key)}`)
  throw typeFault(`Cannot index ${typeOf(value)} with ${typeOf(key)}`)
}

function at(list: readonly unknown[], index: number): unknown {
  return list[index < 0 ? list.length + index : index] ?? null
}

/** The positions at which a list (or a text) holds another. */
export function indicesOf(value: readonly unknown[], part: readonly unknown[]): number[] {
  if (part.length === 0) return []
  return value.flatMap((_, i) => (part.every((each, j) => i + j < value.length && compareValues(value[i + j], each) === 0) ? [i] : []))
}

export function sliceValue(value: unknown, from: unknown, to: unknown): unknown {
  if (value === null || value === undefined) return null
  if (typeof value !== 'string' && !Array.isArray(value)) throw fault(`Cannot index ${typeOf(value)} with object`)
  const items = typeof value === 'string' ? [...value] : value
  const [start, end] = sliceBounds(items.length, from, to)
  const part = items.slice(start, end)
  return typeof value === 'string' ? part.join('') : part
}

function sliceBounds(length: number, from: unknown, to: unknown): [number, number] {
  const bound = (value: unknown, otherwise: number, round: (value: number) => number) => {
    if (value === null || value === undefined) return otherwise
    if (!isNumber(value)) throw fault('Start and end indices of an array slice must be numbers')
    const position = round(Number(value))
    return Math.min(Math.max(position < 0 ? length + position : position, 0), length)
  }
  const start = bound(from, 0, Math.floor)
  return [start, Math.max(start, bound(to, length, Math.ceil))]
}

export function getPath(value: unknown, path: Path): unknown {
  let current = value
  for (const key of path) {
    if (current === null || current === undefined) return null
    current = indexValue(current, key)
  }
  return current ?? null
}

/** A copy of `value` in which `update` has been applied at the end of the path; what is missing on the way is made. */
export function updatePath(value: unknown, path: Path, update: (old: unknown) => unknown): unknown {
  if (path.length === 0) return update(value)
  const [key, ...rest] = path
  const changed = updatePath(indexValue(value ?? null, key), rest, update)
  if (typeof key === 'string') return withEntry(value, key, changed)
  if (isNumber(key)) return withItem(value, Number(key), changed)
  return withSlice(value, key as Slice, changed)
}

function withEntry(value: unknown, key: string, changed: unknown): unknown {
  const entries = new Map(isMap(value) ? mapEntries(value) : [])
  entries.set(key, changed)
  return objectOf([...entries])
}

function withItem(value: unknown, index: number, changed: unknown): unknown {
  const list = Array.isArray(value) ? [...value] : []
  const position = index < 0 ? list.length + index : index
  if (position < 0) throw fault('Out of bounds negative array index')
  while (list.length < position) list.push(null)
  list[position] = changed
  return list
}

function withSlice(value: unknown, { start, end }: Slice, changed: unknown): unknown {
  if (!Array.isArray(changed)) throw fault('A slice of an array can only be assigned another array')
  const list = Array.isArray(value) ? value : []
  const [from, to] = sliceBounds(list.length, start, end)
  return [...list.slice(0, from), ...changed, ...list.slice(to)]
}

/** A copy without what the paths lead to. */
export function deletePaths(value: unknown, paths: readonly Path[]): unknown {
  const last = [...paths].sort((a, b) => compareValues(b, a))
  return last.reduce(deletePath, value)
}

function deletePath(value: unknown, path: Path): unknown {
  if (value === null || value === undefined) return null
  const [key, ...rest] = path
  if (path.length === 0) return null
  if (rest.length > 0) {
    const inner = indexValue(value, key)
    return inner === null ? value : updatePath(value, [key], () => deletePath(inner, rest))
  }
  if (isMap(value) && typeof key === 'string') return objectOf(mapEntries(value).filter(([name]) => name !== key))
  if (Array.isArray(value) && isNumber(key))
    return value.filter((_, i) => i !== (Number(key) < 0 ? value.length + Number(key) : Number(key)))
  if (Array.isArray(value) && isSlice(key)) return withSlice(value, key, [])
  throw fault(`Cannot delete field at ${describe(key)} of ${typeOf(value)}`)
}
