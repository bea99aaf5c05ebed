import { double } from '../../core/values.ts'
import type { Part } from './model.ts'

/** Schemas of classes. There are no models behind other names: they are texts, as in Camel for classes without properties. */
const CLASSES: Readonly<Record<string, Part>> = {
  int: { type: 'integer', format: 'int32' },
  'java.lang.Integer': { type: 'integer', format: 'int32' },
  long: { type: 'integer', format: 'int64' },
  'java.lang.Long': { type: 'integer', format: 'int64' },
  float: { type: 'number', format: 'float' },
  'java.lang.Float': { type: 'number', format: 'float' },
  double: { type: 'number', format: 'double' },
  'java.lang.Double': { type: 'number', format: 'double' },
  boolean: { type: 'number', format: 'boolean' },
  'java.lang.Boolean': { type: 'number', format: 'boolean' },
  file: { type: 'string', format: 'binary' },
  'java.io.File': { type: 'string', format: 'binary' },
}

const BYTES = ['byte[]', 'java.lang.Byte[]']

/** The schema of a class; `[]` behind it makes a list. */
export function classSchema(name: string): Part {
  if (BYTES.includes(name)) return { type: 'number', format: 'byte' }
  return name.endsWith('[]') ? { type: 'array', items: {} } : (CLASSES[name] ?? { type: 'string' })
}

interface Item {
  readonly schema: Part
  readonly value: (text: string) => unknown
}

const asText = (text: string) => text
const asInteger = (text: string) => Number.parseInt(text, 10)
const asNumber = (text: string) => double(Number(text))
const formatted = (format: string): Item => ({ schema: { type: 'string', format }, value: asText })

/** What the lists of a parameter hold, by `arrayType`. */
const ITEMS: Readonly<Record<string, Item>> = {
  string: { schema: { type: 'string' }, value: asText },
  int: { schema: { type: 'integer', format: 'int32' }, value: asInteger },
  integer: { schema: { type: 'integer', format: 'int32' }, value: asInteger },
  long: { schema: { type: 'integer', format: 'int64' }, value: asInteger },
  float: { schema: { type: 'number', format: 'float' }, value: asNumber },
  double: { schema: { type: 'number', format: 'double' }, value: asNumber },
  boolean: { schema: { type: 'boolean' }, value: text => text.toLowerCase() === 'true' },
  byte: formatted('byte'),
  binary: formatted('binary'),
  date: formatted('date'),
  'date-time': formatted('date-time'),
  password: formatted('password'),
}

/** The members `items` and `enum` of a list. */
export function listSchema(arrayType: string | undefined, allowed: readonly string[]): { items?: Part; enum?: readonly unknown[] } {
  const item = ITEMS[arrayType?.toLowerCase() ?? '']
  if (item === undefined) return {}
  return { items: item.schema, ...(allowed.length > 0 && { enum: allowed.map(item.value) }) }
}
