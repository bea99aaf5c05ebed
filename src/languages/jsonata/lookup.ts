import { JsonNode, mapGet } from '../../core/values.ts'
import { Callable } from './call/callable.ts'
import { Sequence } from './values.ts'

/**
 * Makes the reader of a property: own properties (of a `Map`, its entries) only, so that an expression never reaches what objects
 * inherit (`constructor`, `__proto__`, a class's getters).
 */
export function propertyReader(key: string): (record: object) => unknown {
  if (key in Object.prototype) return record => readOther(record, key)
  return record => {
    const value = (record as Record<string, unknown>)[key]
    const prototype = Object.getPrototypeOf(record)
    return prototype === Object.prototype || prototype === null ? value : readOther(record, key)
  }
}

function readOther(record: object, key: string): unknown {
  if (record instanceof JsonNode) return typeof record.value === 'object' && record.value !== null ? lookup(record.value, key) : undefined
  return mapGet(record as Record<string, unknown>, key)
}

/** The value of a key in an object; in an array, the sequence of what its items have there (arrays in it flattened once). */
export function lookup(input: unknown, key: string): unknown {
  return lookupWith(input, propertyReader(key))
}

/** The same with a reader made before. */
export function lookupWith(input: unknown, read: (record: object) => unknown): unknown {
  if (typeof input !== 'object' || input === null || input instanceof Callable) return undefined
  if (!Array.isArray(input)) return read(input)
  const items: unknown[] = []
  gather(input, read, items)
  return new Sequence(items)
}

function gather(input: readonly unknown[], read: (record: object) => unknown, items: unknown[]): void {
  for (let index = 0; index < input.length; index++) {
    const item = input[index]
    if (typeof item !== 'object' || item === null) continue
    if (Array.isArray(item)) gather(item, read, items)
    else if (!(item instanceof Callable)) addAll(read(item), items)
  }
}

function addAll(value: unknown, items: unknown[]): void {
  if (value === undefined) return
  if (!Array.isArray(value)) items.push(value)
  else for (let index = 0; index < value.length; index++) items.push(value[index])
}
