import { append } from '../append.ts'
import type { Frame } from '../frame.ts'
import { isRecord, setOwn, toBoolean } from '../kinds.ts'
import { lookup } from '../lookup.ts'
import { toText } from '../text.ts'
import { Sequence } from '../values.ts'
import { define, defineHigherOrder } from './define.ts'
import { caller } from './higher-order.ts'

type Data = Record<string, unknown>

function keysOf(value: unknown): string[] {
  return typeof value === 'object' && value !== null ? Object.keys(value) : []
}

function keys(_frame: Frame, value: unknown): Sequence {
  return new Sequence(allKeys(value))
}

function allKeys(value: unknown): string[] {
  if (!Array.isArray(value)) return isRecord(value) ? Object.keys(value) : []
  const merged: Data = {}
  for (const item of value) for (const key of allKeys(item)) setOwn(merged, key, true)
  return Object.keys(merged)
}

function spread(frame: Frame, value: unknown): unknown {
  if (!Array.isArray(value)) return isRecord(value) ? new Sequence(entriesOf(value)) : value
  if (value.length === 0) return new Sequence([])
  return value.reduce((result: unknown, item) => append(result, plain(spread(frame, item)), frame.run), [])
}

function entriesOf(value: Data): Data[] {
  return Object.keys(value).map(key => {
    const entry: Data = {}
    setOwn(entry, key, value[key])
    return entry
  })
}

function plain(value: unknown): unknown {
  return value instanceof Sequence ? value.items : value
}

function merge(_frame: Frame, values: readonly unknown[] | undefined): Data | undefined {
  if (values === undefined) return undefined
  const result: Data = {}
  for (const value of values) for (const key of keysOf(value)) setOwn(result, key, (value as Data)[key])
  return result
}

function each(frame: Frame, value: Data | undefined, target: unknown): Sequence {
  const call = caller(target)
  const results = keysOf(value).map(key => call(frame, value![key], key, value))
  return new Sequence(results.filter(result => result !== undefined))
}

function sift(frame: Frame, value: Data | undefined, target: unknown): Data | undefined {
  const call = caller(target)
  const result: Data = {}
  for (const key of keysOf(value)) if (toBoolean(call(frame, value![key], key, value))) setOwn(result, key, value![key])
  return Object.keys(result).length === 0 ? undefined : result
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
