import type { Field } from '../kit/field.ts'
import { foldedName } from './names.ts'
import { readAny } from './read-any.ts'
import { readExpression } from './read-expression.ts'
import { readFields } from './read-fields.ts'
import { readDataFormat } from './read-format.ts'
import { readSteps, type StepsOwner } from './read-steps.ts'
import { isRawList, isRawMap, type Reader, rawIn, type Slot, shapeOf } from './reader.ts'
import type { Raw } from './yaml/parse.ts'

/** What a value is read by. */
export interface ValueSpec {
  /** `filter.expression`, for messages. */
  readonly what: string
  /** The option's name. */
  readonly name: string
  readonly field: Field
  /** The options that it becomes one of. */
  readonly owner?: StepsOwner
}

/** Reads one value by the kind of its field; what is wrong is reported, and the value left out. */
export function readValue(reader: Reader, spec: ValueSpec, slot: Slot): unknown {
  const { what, name, field } = spec
  switch (field.kind) {
    case 'expression':
    case 'predicate':
      // an onWhen is a node of its own in Camel, other expressions are not; that of an onException may say nothing
      return isEmptyOnWhen(what, slot) ? undefined : readExpression(reader, slot, name === 'onWhen')
    case 'steps':
    case 'branches':
      return readSteps(reader, slot, spec.owner)
    case 'dataFormat':
      return readDataFormat(reader, what, slot)
    case 'group':
      return readFields(reader, { what: name, fields: field.fields!, shorthand: field.shorthand }, slot)
    case 'list':
      return readList(reader, spec, slot)
    case 'map':
      return readMap(reader, what, slot)
    case 'value':
      return readAny(reader.positions, slot)
    default:
      return readScalar(reader, spec, slot)
  }
}

function isEmptyOnWhen(what: string, slot: Slot): boolean {
  const raw = rawIn(slot)
  return what === 'onException.onWhen' && isRawMap(raw) && Object.keys(raw).length === 0
}

/** A list; of words it may be one text with blanks between. */
function readList(reader: Reader, spec: ValueSpec, slot: Slot): unknown[] | undefined {
  const { what, field } = spec
  const raw = rawIn(slot)
  if (isRawList(raw)) {
    const items = raw.map((_, index) => readItem(reader, spec, { parent: raw, key: String(index) })).filter(item => item !== undefined)
    reader.positions.inherit(items, raw)
    return items
  }
  const words = field.item!.kind !== 'group' && typeof raw === 'string' ? raw.split(/\s+/).filter(word => word !== '') : []
  if (words.length > 0) return words
  const at = reader.positions.value(slot.parent, slot.key)
  reader.error(
    'KF_ROUTE_SHAPE',
    { expected: `a list for ${what}`, found: shapeOf(raw) },
    at,
    isRawMap(raw) ? 'put a dash before each item' : undefined,
  )
  return undefined
}

/** An item; of a list whose items repeat their name (`onException: [ { onException: … } ]`) what stands under the name. */
function readItem(reader: Reader, { what, name, field }: ValueSpec, slot: Slot): unknown {
  const item = field.item!
  if (field.wrapped === undefined) return readValue(reader, { what, name, field: item }, slot)
  const raw = rawIn(slot)
  const keys = isRawMap(raw) ? Object.keys(raw) : []
  if (isRawMap(raw) && keys.length === 1 && keys[0] === field.wrapped) {
    return reader.apart(() =>
      readValue(reader, { what: field.wrapped!, name: field.wrapped!, field: item }, { parent: raw, key: keys[0]! }),
    )
  }
  const at = reader.positions.value(slot.parent, slot.key)
  reader.error(
    'KF_ROUTE_SHAPE',
    { expected: `a map with the one key ${field.wrapped}`, found: shapeOf(raw) },
    at,
    `write - ${field.wrapped}: …`,
  )
  return undefined
}

function readMap(reader: Reader, what: string, slot: Slot): Readonly<Record<string, unknown>> | undefined {
  const raw = rawIn(slot)
  if (!isRawMap(raw)) {
    reader.error('KF_ROUTE_SHAPE', { expected: `a map for ${what}`, found: shapeOf(raw) }, reader.positions.value(slot.parent, slot.key))
    return undefined
  }
  checkMap(reader, what, raw)
  return raw
}

/** Maps hold texts and further maps; Camel's own beans and endpoints take no lists there. */
function checkMap(reader: Reader, what: string, map: { readonly [key: string]: Raw }): void {
  for (const [key, value] of Object.entries(map)) {
    if (isRawList(value)) {
      reader.error('KF_ROUTE_SHAPE', { expected: `text for ${what}.${key}`, found: shapeOf(value) }, reader.positions.value(map, key))
    } else if (isRawMap(value)) checkMap(reader, `${what}.${key}`, value)
    const again = reader.positions.repeated(map, key)
    if (again !== undefined) reader.warn('KF_YAML_DUPLICATE_KEY', { key }, again)
  }
}

/** Reads a plain text. */
export function readText(reader: Reader, what: string, slot: Slot, expected = 'text'): string | undefined {
  const raw = rawIn(slot)
  if (typeof raw === 'string') return raw
  reader.error(
    'KF_ROUTE_SHAPE',
    { expected: `${expected} for ${what}`, found: shapeOf(raw) },
    reader.positions.value(slot.parent, slot.key),
  )
  return undefined
}

function readScalar(reader: Reader, { what, name, field }: ValueSpec, slot: Slot): string | undefined {
  const raw = readText(reader, what, slot, expectation(field))
  if (raw === undefined || raw.includes('{{') || field.kind === 'text' || field.kind === 'bean') return raw
  try {
    field.build(raw, { text: (text: string) => text } as never)
  } catch {
    const shown = field.secret ? '(secret)' : raw
    reader.error(
      'KF_FIELD_TYPE',
      { option: name, value: shown, expected: expectation(field) },
      reader.positions.value(slot.parent, slot.key),
      nearestChoice(field, raw),
    )
  }
  return raw
}

function nearestChoice({ choices = [] }: Field, raw: string): string | undefined {
  const folded = foldedName(raw.replaceAll('_', '-'))
  const found = choices.find(choice => choice.toLowerCase() === folded)
  return found && `write ${found}`
}

const EXPECTATIONS: Readonly<Partial<Record<Field['kind'], string>>> = {
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  duration: 'a duration (500, 5s, 1m30s)',
}

function expectation(field: Field): string {
  return field.choices === undefined ? (EXPECTATIONS[field.kind] ?? 'text') : `one of ${field.choices.join(', ')}`
}
