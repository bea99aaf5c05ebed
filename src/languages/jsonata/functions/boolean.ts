import { fault } from '../fault.ts'
import type { Frame } from '../frame.ts'
import { isFunction, isNumeric, toBoolean } from '../kinds.ts'
import { define } from './define.ts'

function not(_frame: Frame, value: unknown): boolean | undefined {
  return value === undefined ? undefined : !toBoolean(value)
}

function typeName(_frame: Frame, value: unknown): string | undefined {
  if (value === undefined) return undefined
  if (value === null) return 'null'
  if (isNumeric(value)) return 'number'
  if (typeof value === 'string' || typeof value === 'boolean') return typeof value
  if (Array.isArray(value)) return 'array'
  return isFunction(value) ? 'function' : 'object'
}

function raise(_frame: Frame, message: string | undefined): never {
  throw fault('D3137', { message: message || '$error() function evaluated' })
}

function assert(_frame: Frame, condition: boolean | undefined, message: string | undefined): undefined {
  if (!condition) throw fault('D3141', { message: message || '$assert() statement failed' })
}

/** Truth, types, and failing on purpose. */
export const booleanFunctions = [
  define('boolean', '<x-:b>', 1, (_frame, value: unknown) => toBoolean(value)),
  define('not', '<x-:b>', 1, not),
  define('exists', '<x:b>', 1, (_frame, value: unknown) => value !== undefined),
  define('type', '<x:s>', 1, typeName),
  define('error', '<s?:x>', 1, raise),
  define('assert', '<bs?:x>', 2, assert),
]
