import { fault } from './fault.ts'
import { isFunction, isNumeric, unboxed } from './kinds.ts'

/** JSONata's text of a value (`$string`): JSON but for texts; numbers with at most 15 digits, functions as nothing. */
export function toText(value: unknown, pretty = false): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number') return numberText(value)
  if (typeof value === 'boolean') return value ? 'true' : 'false'
  if (typeof value === 'bigint') return String(value)
  if (isFunction(value)) return ''
  return JSON.stringify(unboxed(value), replaceValue, pretty ? 2 : 0)
}

function numberText(value: number): string {
  if (Number.isInteger(value)) return String(value)
  if (!Number.isFinite(value)) throw fault('D3001', { value })
  return String(Number(value.toPrecision(15)))
}

function replaceValue(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value)
  if (value instanceof Map) return Object.fromEntries(value)
  if (isNumeric(value)) return Number.isInteger(value) ? value : Number(value.toPrecision(15))
  return isFunction(value) ? '' : value
}
