import { isMap, mapGet } from '../../core/values.ts'
import { failure } from './failure.ts'

/**
 * The little path language of `simpleJsonpath`: names joined by dots, `?.` before what may be missing, one index in brackets behind
 * a name (`tags[0]`, `tags[last].x`), though not behind the last of several (`a.tags[0]`; that is `a.tags.[0]`). What is missing
 * otherwise is a failure.
 */
export function simpleJsonPath(root: unknown, path: string): unknown {
  if (Array.isArray(root)) return read({ _root_: root }, `_root_.${path}`)
  return isMap(root) ? read(root, path) : null
}

function read(root: unknown, path: string): unknown {
  const dot = path.lastIndexOf('.')
  if (dot < 0) return path.includes('[') ? readIndexed(root, path) : readLeaf(root, path)
  const optional = path[dot - 1] === '?'
  const parent = walk(root, path.slice(0, optional ? dot - 1 : dot))
  if (parent === undefined) return null
  return leaf(parent, root, path.slice(dot + 1), path, optional)
}

function readLeaf(root: unknown, path: string): unknown {
  const optional = path.startsWith('?')
  return found(entry(root, optional ? path.slice(1) : path), path, optional)
}

function readIndexed(root: unknown, path: string): unknown {
  const value = walk(root, path)
  return value === undefined ? null : isMap(value) ? found(entry(value, path), path, false) : value
}

function leaf(parent: unknown, root: unknown, name: string, path: string, optional: boolean): unknown {
  const index = /^\[(\w+)\]$/.exec(name)?.[1]
  if (index !== undefined && Array.isArray(parent)) return found(at(parent, index), path, optional)
  return found(entry(isMap(parent) ? parent : root, name), path, optional)
}

function found(value: unknown, path: string, optional: boolean): unknown {
  if ((value === undefined || value === null) && !optional) throw failure('IllegalArgument', `JSonObject path ${path} is null`)
  return value ?? null
}

function entry(map: unknown, name: string): unknown {
  return isMap(map) ? mapGet(map, name) : undefined
}

/** An index is read even where there is no list. */
function atIndex(value: unknown, index: string): unknown {
  if (Array.isArray(value)) return at(value, index)
  if (value !== undefined && value !== null && index !== 'last') parseIndex(index)
  return value
}

function at(list: readonly unknown[], index: string): unknown {
  return index === 'last' ? list.at(-1) : list[parseIndex(index)]
}

function parseIndex(index: string): number {
  if (!/^\d+$/.test(index)) throw failure('NumberFormat', `For input string: "${index}"`)
  return Number(index)
}

/** Follows all parts; `undefined` where an optional one is missing. */
function walk(root: unknown, path: string): unknown {
  let value: unknown
  for (const [, dot, written] of path.matchAll(/(^|\?\.|\.)((?:(?!\?\.|\.).)*)/gs)) {
    const optional = dot === '?.' || written!.startsWith('?')
    const [, name, index] = /^(.*?)(?:\[([^[\]]*)\])?$/s.exec(written!.replace(/^\?/, ''))!
    value = entry(isMap(value) ? value : root, name!)
    if (index !== undefined) value = atIndex(value, index)
    if (value !== undefined && value !== null) continue
    if (!optional) throw failure('IllegalArgument', `JSonObject path ${path} at ${name} does not exist`)
    return undefined
  }
  return value
}
