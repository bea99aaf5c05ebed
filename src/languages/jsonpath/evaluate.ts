import { javaClassOf, javaText, markJavaClass } from '../../converters/index.ts'
import { isMap, mapEntries, mapGet } from '../../core/values.ts'
import { isDefinite, type Path, pathText, type Segment, segmentText } from './ast.ts'
import { conditionOf } from './compare.ts'
import { invalidPath, notFound, pathError } from './fault.ts'
import { callFunction } from './functions.ts'

export type JsonPathOption =
  | 'DEFAULT_PATH_LEAF_TO_NULL'
  | 'ALWAYS_RETURN_LIST'
  | 'AS_PATH_LIST'
  | 'SUPPRESS_EXCEPTIONS'
  | 'REQUIRE_PROPERTIES'

/** A document that is read, and how. */
export interface Reading {
  readonly root: unknown
  readonly options: ReadonlySet<JsonPathOption>
}

/** A value that was found, and where, if anybody asks for that. */
export interface Found {
  readonly value: unknown
  readonly path: string
}

/** Reads a path: one value where it is definite, else the list of what was found. A definite path that leads nowhere is a failure. */
export function readPath(path: Path, root: unknown, options: ReadonlySet<JsonPathOption>): unknown {
  const reading = { root, options }
  const strict = !options.has('SUPPRESS_EXCEPTIONS')
  const call = path.segments.at(-1)
  if (call?.kind === 'call' && (options.has('AS_PATH_LIST') || options.has('ALWAYS_RETURN_LIST'))) return listOfFunction(options)
  if (call?.kind === 'call' && path.segments.some(({ kind }) => kind === 'scan')) return callOnRoot(path, call, reading)
  const found = evaluatePath(path, root, reading, strict, strict && options.has('REQUIRE_PROPERTIES'))
  const asPaths = options.has('AS_PATH_LIST')
  if (found.length === 0 && strict && (asPaths || isDefinite(path))) throw notFound(`No results for path: ${pathText(path)}`)
  if (asPaths) return found.map(each => each.path)
  if (!isDefinite(path) || options.has('ALWAYS_RETURN_LIST'))
    return markJavaClass(
      found.map(({ value }) => value),
      'java.util.LinkedList',
    )
  return found.length > 0 ? found.at(-1)!.value : null
}

/** A function gives one value, and none that is found at a path. */
function listOfFunction(options: ReadonlySet<JsonPathOption>): unknown {
  if (options.has('SUPPRESS_EXCEPTIONS')) return null
  throw pathError('Options AS_PATH_LIST and ALWAYS_RETURN_LIST are not allowed when using path functions!')
}

/** A function behind `..` is called on the root, with what the path in front of it finds as its only argument. */
function callOnRoot(path: Path, { name }: Segment & { kind: 'call' }, reading: Reading): unknown {
  const inner: Path = { ...path, segments: path.segments.slice(0, -1) }
  return call({ kind: 'call', name, args: [{ kind: 'path', path: inner }] }, reading.root, reading)
}

function call({ name, args }: Segment & { kind: 'call' }, value: unknown, reading: Reading): unknown {
  const values = args.map(arg => (arg.kind === 'path' ? argumentAt(arg.path, reading) : arg.kind === 'value' ? arg.value : null))
  const [first] = args
  if ((name === 'length' || name === 'size') && first?.kind === 'path') {
    const inner = argumentAt({ ...first.path, segments: [...first.path.segments, { kind: 'wildcard' }] }, reading, isDefinite(first.path))
    if (Array.isArray(inner)) return inner.length
  }
  return callFunction(name, value, values)
}

/** What a path finds for a function: one value where the path is definite, else a list. */
function argumentAt(path: Path, reading: Reading, definite: boolean = isDefinite(path)): unknown {
  const found = evaluatePath(path, reading.root, reading, true)
  if (!definite) return found.map(({ value }) => value)
  if (found.length === 0) throw notFound(`No results for path: ${pathText(path)}`)
  return found.at(-1)!.value
}

/**
 * All values that a path leads to. With `strict` a step that is not possible on the way of a definite path is a failure, with `complete`
 * each property that is missing.
 */
export function evaluatePath(path: Path, start: unknown, reading: Reading, strict: boolean, complete = false): Found[] {
  const walk = new Walk(path.segments, reading, complete)
  walk.from(start, path.from, 0, strict)
  return walk.found
}

class Walk {
  readonly found: Found[] = []
  private readonly segments: readonly Segment[]
  private readonly reading: Reading
  private readonly complete: boolean
  /** Whether it is told where each value was found; failures tell it of the definite part of a path in any case. */
  private readonly traced: boolean

  constructor(segments: readonly Segment[], reading: Reading, complete: boolean) {
    this.segments = segments
    this.reading = reading
    this.complete = complete
    this.traced = complete || reading.options.has('AS_PATH_LIST')
  }

  from(value: unknown, path: string, index: number, strict: boolean): void {
    const segment = this.segments[index]
    if (segment === undefined) {
      this.found.push({ value, path })
      return
    }
    const last = index === this.segments.length - 1
    switch (segment.kind) {
      case 'names':
        return this.names(segment.names, value, path, index, strict, last)
      case 'indexes':
        return this.indexes(segment.indexes, value, path, index, strict)
      case 'slice':
        return this.slice(segment, value, path, index, strict)
      case 'wildcard':
        return this.each(value, path, index)
      case 'filter':
        return this.filter(segment, value, path, index, strict)
      case 'scan':
        return this.scan(value, path, index + 1)
      case 'call':
        this.found.push({ value: call(segment, value, this.reading), path })
    }
  }

  private names(names: readonly string[], value: unknown, path: string, index: number, strict: boolean, last: boolean): void {
    if (!isMap(value)) {
      if (!strict) return
      const found = value === null ? 'null' : `'${javaClassOf(value)}'`
      throw notFound(
        `Expected to find an object with property ${bracketed(names)} in path ${path} but found ${value === null ? "'null'" : found}. This is not a json object according to the JsonProvider: 'com.jayway.jsonpath.spi.json.JacksonJsonProvider'.`,
      )
    }
    if (names.length > 1 && last) return this.merged(names, value, path)
    for (const name of names) this.name(name, value, path, index, strict && names.length === 1, last)
  }

  private name(
    name: string,
    map: Record<string, unknown> | Map<unknown, unknown>,
    path: string,
    index: number,
    strict: boolean,
    last: boolean,
  ): void {
    const value = mapGet(map, name)
    const here = this.traced || strict ? `${path}['${name}']` : ''
    if (value !== undefined) return this.from(value, here, index + 1, strict)
    if (last && this.reading.options.has('DEFAULT_PATH_LEAF_TO_NULL')) this.found.push({ value: null, path: here })
    else if (last && this.complete) throw notFound(`No results for path: ${here}`)
    else if (!last && (strict || this.complete)) throw notFound(`Missing property in path ${here}`)
  }

  /** Several names at the end of a path give one map of those that are there. */
  private merged(names: readonly string[], map: Record<string, unknown> | Map<unknown, unknown>, path: string): void {
    const absent = this.reading.options.has('DEFAULT_PATH_LEAF_TO_NULL') ? null : undefined
    const entries = names.map((name): [string, unknown] => [name, mapGet(map, name) ?? (hasName(map, name) ? null : absent)])
    this.found.push({ value: Object.fromEntries(entries.filter(([, value]) => value !== undefined)), path: path + bracketed(names) })
  }

  private array(value: unknown, index: number, path: string, strict: boolean): readonly unknown[] | undefined {
    if (Array.isArray(value)) return value
    if (!strict) return undefined
    if (value === null) throw notFound(`The path ${path} is null`)
    const text = this.segments.slice(index).map(segmentText).join('')
    throw notFound(`Filter: ${text} can only be applied to arrays. Current context is: ${javaText(value)}`)
  }

  private indexes(indexes: readonly number[], value: unknown, path: string, index: number, strict: boolean): void {
    const list = this.array(value, index, path, strict)
    if (!list) return
    for (const each of indexes) {
      const position = each < 0 ? list.length + each : each
      if (position >= 0 && position < list.length)
        this.from(list[position], `${path}[${position}]`, index + 1, strict && indexes.length === 1)
    }
  }

  private slice({ from, to }: Segment & { kind: 'slice' }, value: unknown, path: string, index: number, strict: boolean): void {
    const list = this.array(value, index, path, strict)
    if (!list) return
    const bound = (at: number) => Math.min(Math.max(at < 0 ? list.length + at : at, 0), list.length)
    for (let i = bound(from ?? 0); i < bound(to ?? list.length); i++) this.from(list[i], this.itemPath(path, i), index + 1, false)
  }

  private each(value: unknown, path: string, index: number): void {
    if (Array.isArray(value)) for (const [i, item] of value.entries()) this.from(item, this.itemPath(path, i), index + 1, false)
    else for (const [step, child] of childrenOf(value)) this.from(child, path + step, index + 1, false)
  }

  private itemPath(path: string, index: number): string {
    return this.traced ? `${path}[${index}]` : ''
  }

  private filter({ test }: Segment & { kind: 'filter' }, value: unknown, path: string, index: number, strict: boolean): void {
    const passes = conditionOf(test)
    if (isMap(value)) {
      if (passes(value, this.reading)) this.from(value, path, index + 1, false)
    } else if (Array.isArray(value)) {
      for (let i = 0; i < value.length; i++)
        if (passes(value[i], this.reading)) this.from(value[i], this.itemPath(path, i), index + 1, false)
    } else if (strict) throw invalidPath(`Filter: [?] can not be applied to primitives. Current context is: ${javaText(value)}`)
  }

  /** Applies the next segment to every map and list, from the root downwards. */
  private scan(value: unknown, path: string, index: number): void {
    const isList = Array.isArray(value)
    if (!isList && !isMap(value)) return
    const segment = this.segments[index]!
    if (segment.kind === 'names') {
      const leafToNull = index === this.segments.length - 1 && this.reading.options.has('DEFAULT_PATH_LEAF_TO_NULL')
      if (!isList && (leafToNull || segment.names.every(name => hasName(value, name)))) this.from(value, path, index, false)
    } else if (segment.kind !== 'filter') this.from(value, path, index, false)
    else if (conditionOf(segment.test)(value, this.reading)) this.from(value, path, index, false)
    for (const [step, child] of childrenOf(value)) this.scan(child, path + step, index)
  }
}

function bracketed(names: readonly string[]): string {
  return `[${names.map(name => `'${name}'`).join(',')}]`
}

function hasName(value: unknown, name: string): boolean {
  return isMap(value) && (value instanceof Map ? value.has(name) : Object.hasOwn(value, name))
}

function childrenOf(value: unknown): [string, unknown][] {
  if (Array.isArray(value)) return value.map((item, i): [string, unknown] => [`[${i}]`, item])
  return isMap(value) ? mapEntries(value).map(([key, child]): [string, unknown] => [`['${key}']`, child]) : []
}
