import { readJson } from '../../converters/index.ts'
import { isKafilaError } from '../../core/errors.ts'
import { double, isMap, isNumber, mapEntries } from '../../core/values.ts'
import { type Builtin, plain } from './builtin.ts'
import type { Closure } from './environment.ts'
import type { Machine } from './evaluate.ts'
import { deletePaths, getPath, indicesOf, type Path, updatePath } from './paths.ts'
import { matchable, matchesOf, namedCaptures } from './regex.ts'
import { compareValues, describe, fault, inputFault, isTruthy, JqFault, numeric, toJqText, toJson, typeFault, typeOf } from './values.ts'

/** `select(f)` hands its input on once for each output of `f` that is true. */
const select: Builtin = (run, [test], input, path, out) => {
  const { node, scope } = test!
  run.run(node, scope, input, undefined, value => {
    if (isTruthy(value)) out(input, path)
  })
}

function many(compute: (input: unknown, ...args: unknown[]) => Iterable<unknown>): Builtin {
  const collect = plain((input, ...args) => [...compute(input, ...args)])
  return (run, args, input, path, out) =>
    collect(run, args, input, path, list => {
      for (const value of list as unknown[]) out(value, path && [])
    })
}

function math(compute: (value: number) => number): Builtin {
  return plain(input => double(compute(Number(numberOf(input)))))
}

function numberOf(value: unknown): number | bigint | Number {
  if (!isNumber(value)) throw inputFault('mathfunc', value, 'NUMBER')
  return value
}

function textOf(value: unknown, what: string): string {
  if (typeof value !== 'string') throw typeFault(`${describe(value)} ${what}`)
  return value
}

function textFor(name: string, value: unknown): string {
  if (typeof value !== 'string') throw fault(`${name}() requires string inputs`)
  return value
}

/** The text that a function which works on code points is called on. */
function charsOf(value: unknown): string {
  if (typeof value !== 'string') throw inputFault('explode', value, 'STRING')
  return value
}

function listOf(value: unknown, name: string): readonly unknown[] {
  if (!Array.isArray(value)) throw inputFault(name, value, 'ARRAY')
  return value
}

function codePoint(value: unknown): number {
  if (isNumber(value)) return Number(value)
  throw new JqFault(`implode is not applicable to input which contains ${typeOf(value).toUpperCase()}; expected one of [NUMBER]`, 'input')
}

function length(value: unknown): unknown {
  if (value === null || value === undefined) return 0
  if (typeof value === 'string') return [...value].length
  if (Array.isArray(value)) return value.length
  if (isMap(value)) return mapEntries(value).length
  if (isNumber(value)) return Number(value) < 0 ? numeric(-Number(value)) : value
  throw typeFault(`${describe(value)} has no length`)
}

function keys(value: unknown, sorted: boolean): unknown {
  if (Array.isArray(value)) return value.map((_, i) => i)
  if (!isMap(value)) throw sorted ? inputFault('keys', value, 'OBJECT', 'ARRAY') : typeFault(`${describe(value)} has no keys`)
  const names = mapEntries(value).map(([key]) => key)
  return sorted ? names.sort() : names
}

function has(value: unknown, key: unknown): boolean {
  if (value === null) return false
  if (isMap(value) && typeof key === 'string') return mapEntries(value).some(([name]) => name === key)
  if (Array.isArray(value) && isNumber(key)) return Number(key) >= 0 && Number(key) < value.length
  if (!isMap(value) && !Array.isArray(value)) throw fault(`has() is not applicable to ${typeOf(value).toUpperCase()}`)
  throw fault(`argument 1 of has() must be ${isMap(value) ? 'string for object' : 'number for array'} input`)
}

function contains(value: unknown, part: unknown): boolean {
  if (isMap(value) && isMap(part)) {
    const own = new Map(mapEntries(value))
    return mapEntries(part).every(([key, each]) => own.has(key) && contains(own.get(key), each))
  }
  if (Array.isArray(value) && Array.isArray(part))
    return part.every(each => value.some(own => typeOf(own) === typeOf(each) && contains(own, each)))
  if (typeof value === 'string' && typeof part === 'string') return value.includes(part)
  if (typeOf(value) === typeOf(part)) return compareValues(value, part) === 0
  throw typeFault(`${describe(value)} and ${describe(part)} cannot have their containment checked`)
}

function flatten(value: unknown, depth: unknown): unknown[] {
  if (Number(depth) < 0) throw new JqFault('flatten depth must not be negative', 'user')
  const items = Array.isArray(value) ? value : isMap(value) ? mapEntries(value).map(([, item]) => item) : undefined
  if (items === undefined) throw typeFault(`Cannot iterate over ${describe(value)}`)
  return items.flat(Number(depth))
}

function tonumber(value: unknown): unknown {
  if (isNumber(value)) return value
  const text = textOf(value, 'cannot be parsed as a number').trim()
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text)) throw new JqFault('N/A')
  return numeric(Number(text))
}

function fromjson(value: unknown): unknown {
  try {
    return readJson(textOf(value, 'cannot be parsed as JSON'))
  } catch (error) {
    throw isKafilaError(error) ? fault(`failed to parse ${describe(value)} as json`) : error
  }
}

function* range(from: unknown, to: unknown, by: unknown): Generator<unknown> {
  if (![from, to, by].every(isNumber)) throw typeFault('Range bounds must be numeric')
  const [start, end, step] = [from, to, by].map(Number) as [number, number, number]
  if (step === 0) return
  for (let value = start; step > 0 ? value < end : value > end; value += step) yield numeric(value)
}

function split(value: unknown, separator: unknown): unknown {
  const text = textOf(value, 'cannot be split')
  return text === '' ? [] : text.split(textOf(separator, 'cannot be split by'))
}

function indices(value: unknown, part: unknown): unknown {
  if (value === null) return null
  if (typeof value === 'string' && typeof part === 'string') {
    const found: number[] = []
    for (let at = value.indexOf(part); at >= 0 && part !== ''; at = value.indexOf(part, at + 1)) found.push(at)
    return found
  }
  if (Array.isArray(value)) return indicesOf(value, Array.isArray(part) ? part : [part])
  if (typeof value === 'string') throw fault('indices() is not applicable to STRING')
  throw inputFault('indices', value, 'STRING', 'ARRAY', 'NULL')
}

function edge(value: unknown, part: unknown, index: 0 | -1): unknown {
  if (value !== null && !Array.isArray(value) && (typeof value !== 'string' || typeof part !== 'string'))
    throw fault(`indices() is not applicable to ${typeOf(value).toUpperCase()}`)
  const found = indices(value, part)
  return Array.isArray(found) ? (found.at(index) ?? null) : null
}

function sorted(run: Machine, list: readonly unknown[], by: Closure | undefined): { key: unknown; value: unknown }[] {
  const keyed = list.map(value => ({ value, key: by ? run.all(by, value) : value }))
  return keyed.sort((a, b) => compareValues(a.key, b.key))
}

/** A function of a list whose items are compared by a filter. */
function ordered(name: string, compute: (items: { key: unknown; value: unknown }[]) => unknown): Builtin {
  return (run, [by], input, path, out) => out(compute(sorted(run, listOf(input, name), by)), path && [])
}

function groups(items: readonly { key: unknown; value: unknown }[]): unknown[][] {
  const found: { key: unknown; values: unknown[] }[] = []
  for (const { key, value } of items) {
    const last = found.at(-1)
    if (last && compareValues(last.key, key) === 0) last.values.push(value)
    else found.push({ key, values: [value] })
  }
  return found.map(({ values }) => values)
}

const sort = ordered('sort_by', items => items.map(({ value }) => value))
const unique = ordered('group_by', items => groups(items).map(([first]) => first))
const smallest = ordered('min_by', items => items[0]?.value ?? null)
const largest = ordered('max_by', items => items.findLast(({ key }) => compareValues(key, items.at(-1)!.key) === 0)?.value ?? null)

const substitute: Builtin = (run, [pattern, replacement, flags], input, path, out) => {
  const text = matchable(input)
  for (const flag of flags ? run.all(flags, input) : [null]) {
    for (const re of run.all(pattern!, input)) {
      const chars = [...text]
      let at = 0
      let result = ''
      for (const match of matchesOf(text, re, flag)) {
        const made = run.all(replacement!, namedCaptures(match))[0] ?? ''
        result += chars.slice(at, match.offset).join('') + textOf(made, 'cannot be added to a string')
        at = match.offset + match.length
      }
      out(result + chars.slice(at).join(''), path && [])
    }
  }
}

const pathOf: Builtin = (run, [filter], input, path, out) => {
  for (const each of run.paths(filter!, input)) out(each, path && [])
}

const getPathOf: Builtin = (run, [arg], input, path, out) => {
  for (const keys of run.all(arg!, input)) {
    if (!Array.isArray(keys)) throw fault('Path must be specified as an array')
    out(getPath(input, keys as Path), path && [...path, ...(keys as Path)])
  }
}

/** The functions that are not written in jq, by name and number of arguments. */
export const BUILTINS: Readonly<Record<string, Builtin>> = {
  'empty/0': () => {},
  'select/1': select,
  'error/0': plain(input => {
    throw new JqFault(input, 'user')
  }),
  'error/1': plain((_, value) => {
    throw new JqFault(value, 'user')
  }),
  'not/0': plain(input => input === null || input === undefined || input === false),
  'length/0': plain(length),
  'utf8bytelength/0': plain(input => Buffer.byteLength(textOf(input, 'only strings have UTF-8 byte length'))),
  'keys/0': plain(input => keys(input, true)),
  'keys_unsorted/0': plain(input => keys(input, false)),
  'has/1': plain(has),
  'contains/1': plain(contains),
  'path/1': pathOf,
  'getpath/1': getPathOf,
  'setpath/2': plain((input, path, value) => updatePath(input, path as Path, () => value)),
  'delpaths/1': plain((input, paths) => deletePaths(input, paths as Path[])),
  'type/0': plain(typeOf),
  'tostring/0': plain(toJqText),
  'tonumber/0': plain(tonumber),
  'tojson/0': plain(toJson),
  'fromjson/0': plain(fromjson),
  'range/2': many((_, from, to) => range(from, to, 1)),
  'range/3': many((_, from, to, by) => range(from, to, by)),
  'flatten/0': plain(input => flatten(input, Number.POSITIVE_INFINITY)),
  'flatten/1': plain(flatten),
  'sort/0': sort,
  'sort_by/1': sort,
  'group_by/1': ordered('group_by', groups),
  'unique/0': unique,
  'unique_by/1': unique,
  'min/0': smallest,
  'min_by/1': smallest,
  'max/0': largest,
  'max_by/1': largest,
  'split/1': plain(split),
  'indices/1': plain(indices),
  'index/1': plain((input, part) => edge(input, part, 0)),
  'rindex/1': plain((input, part) => edge(input, part, -1)),
  'startswith/1': plain((input, part) => textFor('startswith', input).startsWith(textFor('startswith', part))),
  'endswith/1': plain((input, part) => textFor('endswith', input).endsWith(textFor('endswith', part))),
  'ltrimstr/1': plain((input, part) =>
    typeof input === 'string' && typeof part === 'string' && input.startsWith(part) ? input.slice(part.length) : input,
  ),
  'rtrimstr/1': plain((input, part) =>
    typeof input === 'string' && typeof part === 'string' && part !== '' && input.endsWith(part) ? input.slice(0, -part.length) : input,
  ),
  'ascii_downcase/0': plain(input => charsOf(input).replaceAll(/[A-Z]/g, char => char.toLowerCase())),
  'ascii_upcase/0': plain(input => charsOf(input).replaceAll(/[a-z]/g, char => char.toUpperCase())),
  'explode/0': plain(input => Array.from(charsOf(input), char => char.codePointAt(0))),
  'implode/0': plain(input =>
    listOf(input, 'implode')
      .map(code => String.fromCodePoint(codePoint(code)))
      .join(''),
  ),
  'match/2': many((input, re, flags) => matchesOf(input, re, flags)),
  'test/2': plain((input, re, flags) => matchesOf(input, re, flags).length > 0),
  'sub/3': substitute,
  'floor/0': math(Math.floor),
  'ceil/0': math(Math.ceil),
  'round/0': math(Math.round),
  'sqrt/0': math(Math.sqrt),
  'cbrt/0': math(Math.cbrt),
  'exp/0': math(Math.exp),
  'expm1/0': math(Math.expm1),
  'exp2/0': math(value => 2 ** value),
  'exp10/0': math(value => 10 ** value),
  'log/0': math(Math.log),
  'log1p/0': math(Math.log1p),
  'log2/0': math(value => Math.log(value) / Math.LN2),
  'log10/0': math(Math.log10),
  'sin/0': math(Math.sin),
  'cos/0': math(Math.cos),
  'tan/0': math(Math.tan),
  'asin/0': math(Math.asin),
  'acos/0': math(Math.acos),
  'atan/0': math(Math.atan),
  'sinh/0': math(Math.sinh),
  'cosh/0': math(Math.cosh),
  'tanh/0': math(Math.tanh),
  'atan2/2': plain((_, y, x) => double(Math.atan2(Number(y), Number(x)))),
  'pow/2': plain((_, base, power) => numeric(Number(numberOf(base)) ** Number(numberOf(power)))),
  'infinite/0': plain(() => double(Number.POSITIVE_INFINITY)),
  'nan/0': plain(() => double(Number.NaN)),
  'isnan/0': plain(input => Number.isNaN(Number(numberOf(input)))),
  'isinfinite/0': plain(input => Math.abs(Number(numberOf(input))) === Number.POSITIVE_INFINITY),
  'isnormal/0': plain(input => Number.isFinite(Number(numberOf(input))) && Math.abs(Number(input)) >= 2 ** -1022),
  'now/0': plain(() => Date.now() / 1000),
}
