import { isMap, mapEntries } from '../../src/core/values.ts'

/** JSON as JavaScript has it: all numbers plain, all maps plain objects. */
export function plainJson(value: unknown): unknown {
  if (typeof value === 'bigint' || value instanceof Number) return Number(value)
  if (Array.isArray(value)) return value.map(plainJson)
  if (isMap(value)) return Object.fromEntries(mapEntries(value).map(([key, each]) => [key, plainJson(each)]))
  return value
}
