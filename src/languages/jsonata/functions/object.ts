import { mapEntries } from '../../../core/values.ts'
import { append } from '../append.ts'
import type { Frame } from '../frame.ts'
import { type Data, isRecord, setOwn, toBoolean } from '../kinds.ts'
import { lookup } from '../lookup.ts'
import { toText } from '../text.ts'
import { Sequence } from '../values.ts'
import { define, defineHigherOrder } from './define.ts'
import { caller } from './higher-order.ts'

type Plain = Record<string, unknown>

function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null ? mapEntries(value as Data) : []
}

function keys(_frame: Frame, value: unknown): Sequence {
  return new Sequence(allKeys(value))
}

function allKeys(value: unknown): string[] {
  if (!Array.isArray(value)) return isRecord(value) ? entriesOf(value).map(([key]) => key) : []
  const merged: Plain = {}
  for (const item of value) for (const key of allKeys(item)) setOwn(merged, key, true)
  return Object.keys(merged)
}

function spread(frame: Frame, value: unknown): unknown {
  if (!Array.isArray(value)) return isRecord(value) ? new Sequence(entriesOf(value).map(([key, inner]) => objectOf([[key, inner]]))) : value
  const spreads = value.map(item => plain(spread(frame, item))).filter(each => each !== undefined)
  return spreads.length === 0 ? new Sequence([]) : spreads.reduce((result: unknown, each) => append(result, each, frame.run), [])
}

function objectOf(entries: readonly (readonly [string, unknown])[]): Plain {
  const result: Plain = {}
  for (const [key, value] of entries) setOwn(result, key, value)
  return result
}

function plain(value: unknown): unknown {
  return value instanceof Sequence ? value.items : value
}

function merge(_frame: Frame, values: readonly unknown[] | undefined): Plain | undefined {
  return values === undefined ? undefined : objectOf(values.flatMap(entriesOf))
}

function each(frame: Frame, value: unknown, target: unknown): Sequence {
  const call = caller(target)
  const results = entriesOf(value).map(([key, inner]) => call(frame, inner, key, value))
  return new Sequence(results.filter(result => result !== undefined))
}

function sift(frame: Frame, value: unknown, target: unknown): Plain | undefined {
  const call = caller(target)
  const kept = entriesOf(value).filter(([key, inner]) => toBoolean(call(frame, inner, key, value)))
  return kept.length === 0 ? undefined : objectOf(kept)
}

function clone(frame: Frame, value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(toText(frame.run.unwrap(value)))
}

/** Functions of objects. */
export const objectFunctions = [
  define('keys', '<x-:a<s>>', 1, keys),
  define('lookup', '<x-s:x>', 2, (_frame, value: unknown, key: string) => lookup(value, key)),
  define('spread', '<x-:a<o>>', 1, spread),
  define('merge', '<a<o>:o>', 1, merge),
  define('clone', '<(oa)-:o>', 1, clone),
  defineHigherOrder('each', '<o-f:a>', 2, each),
  defineHigherOrder('sift', '<o-f?:o>', 2, sift),
]
