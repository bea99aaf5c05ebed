import type { ExpressionModel, Field, Fields } from '../kit/field.ts'
import { canonicalName } from './names.ts'
import { readExpression, readInlineExpression } from './read-expression.ts'
import { readDataFormat, readInlineDataFormat } from './read-format.ts'
import { readBranches, readSteps } from './read-steps.ts'
import { isRawMap, type RawMap, type Reader, shapeOf } from './reader.ts'
import type { Raw } from './yaml/parse.ts'

/** Options that every node takes; they are not fields of its declaration. */
export const COMMON = ['id', 'description', 'note', 'disabled'] as const

/** Reads the options of one node: known names only, each by its kind; expressions and data formats may stand inline by their own keys. */
export function readFields(
  reader: Reader,
  what: string,
  fields: Fields,
  raw: Raw | undefined,
  shorthand: string | undefined,
  parent: object,
  key: string,
): Record<string, unknown> {
  const result: Record<string, unknown> = {}
  const map = asMap(reader, what, fields, raw, shorthand, parent, key)
  if (map === undefined) return result
  reader.positions.inherit(result, map)
  for (const name of Object.keys(map)) readOption(reader, what, fields, map, name, result)
  checkRequired(reader, what, fields, result, map, parent, key)
  return result
}

function asMap(
  reader: Reader,
  what: string,
  fields: Fields,
  raw: Raw | undefined,
  shorthand: string | undefined,
  parent: object,
  key: string,
): RawMap | undefined {
  if (isRawMap(raw)) return raw
  if (raw === null || raw === undefined || raw === '') return emptyAt(reader, parent, key)
  if (typeof raw === 'string' && shorthand !== undefined) {
    const map = { [shorthand]: raw }
    const at = reader.positions.value(parent, key)
    if (at) reader.positions.set(map, { self: at, keys: new Map([[shorthand, at]]), values: new Map([[shorthand, at]]) })
    return map
  }
  const expression = inlineField(fields, 'expression') ?? inlineField(fields, 'predicate')
  const at = reader.positions.value(parent, key)
  if (expression !== undefined && typeof raw === 'string')
    reader.error('KF_FIELD_EXPRESSION', { found: shapeOf(raw) }, at, `write ${what}: { simple: ${JSON.stringify(raw)} }`)
  else reader.error('KF_ROUTE_SHAPE', { expected: `the options of ${what}`, found: shapeOf(raw) }, at)
  return undefined
}

function emptyAt(reader: Reader, parent: object, key: string): RawMap {
  const map = {}
  const at = reader.positions.key(parent, key)
  if (at) reader.positions.set(map, { self: at, keys: new Map(), values: new Map() })
  return map
}

/** The field whose value may stand inline: the one called `expression`, or the data format. */
function inlineField(fields: Fields, kind: 'expression' | 'predicate' | 'dataFormat'): string | undefined {
  const name = kind === 'dataFormat' ? 'dataFormatType' : 'expression'
  return fields[name]?.kind === kind ? name : undefined
}

function readOption(reader: Reader, what: string, fields: Fields, map: RawMap, name: string, result: Record<string, unknown>): void {
  const option = Object.hasOwn(fields, name) ? name : canonicalName(name)
  const field = Object.hasOwn(fields, option) ? fields[option] : undefined
  if (field !== undefined && !(option === 'expression' && !isRawMap(map[name])))
    return readField(reader, what, option, field, map, name, result)
  if ((COMMON as readonly string[]).includes(option)) {
    result[option] = map[name]
    return
  }
  if (readInline(reader, fields, option, map, name, result)) return
  if (field !== undefined) return readField(reader, what, option, field, map, name, result)
  const known = [
    ...Object.keys(fields),
    ...COMMON,
    ...(inlineField(fields, 'expression') || inlineField(fields, 'predicate') ? reader.catalog.languages.keys() : []),
  ]
  reader.unknown('KF_FIELD_UNKNOWN', { what, option: name }, name, known, reader.positions.key(map, name))
}

function readInline(reader: Reader, fields: Fields, option: string, map: RawMap, name: string, result: Record<string, unknown>): boolean {
  const expression = inlineField(fields, 'expression') ?? inlineField(fields, 'predicate')
  if (expression !== undefined) {
    const read = readInlineExpression(reader, option, map, name)
    if (read !== undefined) {
      setExpression(reader, result, expression, read, map, name)
      return true
    }
  }
  const format = inlineField(fields, 'dataFormat')
  if (format === undefined) return false
  const read = readInlineDataFormat(reader, option, map, name)
  if (read !== undefined) result[format] = read
  return read !== undefined
}

function setExpression(
  reader: Reader,
  result: Record<string, unknown>,
  field: string,
  expression: ExpressionModel,
  map: RawMap,
  name: string,
): void {
  if (result[field] !== undefined) {
    reader.error(
      'KF_ROUTE_INVALID',
      { what: name, reason: 'there is an expression already; a step takes one' },
      reader.positions.key(map, name),
    )
  }
  result[field] = expression
}

function readField(
  reader: Reader,
  what: string,
  option: string,
  field: Field,
  map: RawMap,
  name: string,
  result: Record<string, unknown>,
): void {
  if (field.unsupported !== undefined) {
    reader.error(
      'KF_ROUTE_UNSUPPORTED',
      { what: `the option ${option} of ${what}`, reason: field.unsupported },
      reader.positions.key(map, name),
    )
  }
  const value = readValue(reader, `${what}.${option}`, field, map, name)
  if (value !== undefined) result[option] = value
}

/** Reads one value by the kind of its field; what is wrong is reported, and the value left out. */
export function readValue(reader: Reader, what: string, field: Field, parent: RawMap | readonly Raw[], key: string): unknown {
  const raw = (parent as RawMap)[key]
  switch (field.kind) {
    case 'expression':
    case 'predicate':
      return readExpression(reader, what, parent, key)
    case 'steps':
      return readSteps(reader, raw, parent, key)
    case 'branches':
      return readBranches(reader, raw, parent, key)
    case 'dataFormat':
      return readDataFormat(reader, what, raw, parent, key)
    case 'group':
      return readFields(reader, what, field.fields!, raw, field.shorthand, parent, key)
    case 'list':
      return readList(reader, what, field, raw, parent, key)
    case 'map':
      return readMap(reader, what, raw, parent, key)
    default:
      return readScalar(reader, what, field, raw, parent, key)
  }
}

function readList(reader: Reader, what: string, field: Field, raw: Raw | undefined, parent: object, key: string): unknown[] | undefined {
  if (raw === null || raw === undefined) return []
  if (Array.isArray(raw)) return raw.map((_, index) => readItem(reader, what, field, raw, index)).filter(item => item !== undefined)
  if (typeof raw === 'string' && field.item!.kind !== 'group') return raw.split(/[\s,]+/).filter(part => part !== '')
  if (field.item!.kind === 'group' && field.wrapped === undefined && (isRawMap(raw) || field.item!.shorthand !== undefined)) {
    return [readValue(reader, what, field.item!, parent as RawMap, key)]
  }
  reader.error('KF_ROUTE_SHAPE', { expected: `a list for ${what}`, found: shapeOf(raw) }, reader.positions.value(parent, key))
  return undefined
}

function readItem(reader: Reader, what: string, field: Field, list: readonly Raw[], index: number): unknown {
  const item = list[index]
  if (field.wrapped !== undefined && isRawMap(item)) {
    const keys = Object.keys(item)
    if (keys.length === 1 && canonicalName(keys[0]!) === field.wrapped) return readValue(reader, what, field.item!, item, keys[0]!)
  }
  return readValue(reader, what, field.item!, list, String(index))
}

function readMap(
  reader: Reader,
  what: string,
  raw: Raw | undefined,
  parent: object,
  key: string,
): Readonly<Record<string, unknown>> | undefined {
  if (raw === null || raw === undefined || raw === '') return {}
  if (isRawMap(raw)) return raw
  reader.error('KF_ROUTE_SHAPE', { expected: `a map for ${what}`, found: shapeOf(raw) }, reader.positions.value(parent, key))
  return undefined
}

function readScalar(reader: Reader, what: string, field: Field, raw: Raw | undefined, parent: object, key: string): string | undefined {
  if (raw === null || raw === undefined) return undefined
  const at = reader.positions.value(parent, key)
  if (typeof raw !== 'string') {
    reader.error('KF_ROUTE_SHAPE', { expected: `${article(field)} for ${what}`, found: shapeOf(raw) }, at)
    return undefined
  }
  if (raw.includes('{{') || field.kind === 'text' || field.kind === 'bean') return raw
  try {
    field.build(raw, { text: (text: string) => text } as never)
  } catch (error) {
    reader.report({ code: 'KF_FIELD_TYPE', severity: 'error', message: `${what}: ${(error as Error).message}`, ...(at && { at }) })
  }
  return raw
}

function article(field: Field): string {
  return field.kind === 'integer' || field.kind === 'number'
    ? 'a number'
    : field.kind === 'choice'
      ? `one of ${field.choices!.join(', ')}`
      : field.kind === 'boolean'
        ? 'true or false'
        : field.kind === 'duration'
          ? 'a duration'
          : 'text'
}

function checkRequired(reader: Reader, what: string, fields: Fields, result: object, map: RawMap, parent: object, key: string): void {
  for (const [option, field] of Object.entries(fields)) {
    if (!field.required || Object.hasOwn(result, option) || Object.keys(map).some(name => canonicalName(name) === option)) continue
    const expression = field.kind === 'expression' || field.kind === 'predicate'
    const missing = expression && option === 'expression' ? 'an expression' : option
    reader.error(
      'KF_ROUTE_MISSING',
      { what, option: missing },
      reader.positions.key(parent, key),
      expression ? `for example ${what}: { simple: "\${body}" }` : undefined,
    )
  }
}
