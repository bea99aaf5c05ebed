import { type Field, type Fields, usesUnsupported } from '../kit/field.ts'
import { canonicalName } from './names.ts'
import { inlineExpression, readInlineExpression } from './read-expression.ts'
import { inlineDataFormat, readInlineDataFormat } from './read-format.ts'
import { readText, readValue } from './read-value.ts'
import { isRawList, isRawMap, type RawMap, type Reader, rawIn, type Slot, shapeOf } from './reader.ts'
import type { Raw } from './yaml/parse.ts'

/** Options that every node takes; they are not fields of its declaration. */
export const COMMON = ['id', 'description', 'note', 'disabled'] as const

/** What options are read by. */
export interface OptionsSpec {
  /** What they are the options of, for messages. */
  readonly what: string
  readonly fields: Fields
  /** The field that a plain text stands for. */
  readonly shorthand?: string | undefined
  /** Options without a field that are taken too. Default: those that every node takes. */
  readonly common?: readonly string[]
  /** A step in a list: where it has no steps of its own it may take those behind it, so that none are missing yet. */
  readonly inList?: boolean
}

/** Reads the options of one node: known names only, each by its kind; expressions and data formats may stand inline by their own keys. */
export function readFields(reader: Reader, spec: OptionsSpec, slot: Slot): Record<string, unknown> {
  const result: Record<string, unknown> = {}
  return reader.into(result, () => {
    const map = asMap(reader, spec, slot)
    if (map === undefined) {
      reader.positions.wrap(result, spec.shorthand ?? '', slot.parent, slot.key)
      return result
    }
    reader.positions.inherit(result, map)
    for (const name of Object.keys(map)) new OptionReader(reader, spec, map, name).read(result)
    if (reader.positions.isFaulty(map)) reader.spoil()
    else checkRequired(reader, spec, result, map, slot)
    if (reader.positions.isFaulty(result)) reader.positions.markFaulty(map)
    return result
  })
}

function asMap(reader: Reader, { what, fields, shorthand }: OptionsSpec, slot: Slot): RawMap | undefined {
  const raw = rawIn(slot)
  if (isRawMap(raw)) return raw
  if (typeof raw === 'string' && shorthand !== undefined) {
    const map = { [shorthand]: raw }
    reader.positions.wrap(map, shorthand, slot.parent, slot.key)
    return map
  }
  const at = reader.positions.value(slot.parent, slot.key)
  if (inlineExpression(fields) !== undefined && typeof raw === 'string' && raw !== '')
    reader.error('KF_FIELD_EXPRESSION', { found: shapeOf(raw) }, at, `write ${what}: { simple: ${JSON.stringify(raw)} }`)
  else reader.error('KF_ROUTE_SHAPE', { expected: `the options of ${what}`, found: shapeOf(raw) }, at, shapeFix(what, raw))
  return undefined
}

function shapeFix(what: string, raw: Raw | undefined): string | undefined {
  if (raw === '' || raw === undefined) return `write ${what}: {}`
  return Array.isArray(raw) ? 'leave the dash away' : undefined
}

/** Reads one option of a map. */
class OptionReader {
  private readonly reader: Reader
  private readonly spec: OptionsSpec
  private readonly map: RawMap
  private readonly name: string

  constructor(reader: Reader, spec: OptionsSpec, map: RawMap, name: string) {
    this.reader = reader
    this.spec = spec
    this.map = map
    this.name = name
  }

  read(result: Record<string, unknown>): void {
    const { fields, common = COMMON } = this.spec
    const option = Object.hasOwn(fields, this.name) ? this.name : canonicalName(this.name)
    const found = Object.hasOwn(fields, option) ? fields[option] : undefined
    const field = found?.exactName && option !== this.name ? undefined : found
    if (field !== undefined) this.field(option, field, result)
    else if (common.includes(option)) this.common(option, result)
    else if (!this.inline(option, result)) this.unknown()
    this.repeated(field?.once ?? false)
  }

  private get slot(): Slot {
    return { parent: this.map, key: this.name }
  }

  private field(option: string, field: Field, result: Record<string, unknown>): void {
    const { reader, spec } = this
    const owner = { options: result, fields: spec.fields }
    const value = readValue(reader, { what: `${spec.what}.${option}`, name: option, field, owner }, this.slot)
    if (usesUnsupported(field, value))
      reader.error('KF_ROUTE_UNSUPPORTED', { what: `the option ${option} of ${spec.what}`, reason: field.unsupported! }, this.at())
    if (value === undefined) return
    if (option === inlineExpression(spec.fields)) this.expression(option, result, value)
    else if (field.alsoAsStep && Array.isArray(result[option])) result[option] = [...result[option], ...(value as unknown[])]
    else result[option] = value
  }

  private common(option: string, result: Record<string, unknown>): void {
    const text = readText(this.reader, `${this.spec.what}.${option}`, this.slot)
    if (text === undefined) return
    if (option === 'disabled' && !text.includes('{{') && !/^(true|false)$/i.test(text))
      this.reader.error(
        'KF_FIELD_TYPE',
        { option, value: text, expected: 'true or false' },
        this.reader.positions.value(this.map, this.name),
      )
    result[option] = text
  }

  private inline(option: string, result: Record<string, unknown>): boolean {
    const { reader, spec } = this
    const expression = inlineExpression(spec.fields)
    const read = expression === undefined ? undefined : readInlineExpression(reader, option, this.slot)
    if (read !== undefined) {
      this.expression(expression!, result, read)
      return true
    }
    const format = inlineDataFormat(spec.fields)
    const dataFormat = format === undefined ? undefined : readInlineDataFormat(reader, option, this.slot)
    if (dataFormat === undefined) return false
    result[format!] = dataFormat
    reader.positions.alias(result, format!, this.name)
    return true
  }

  private expression(field: string, result: Record<string, unknown>, value: unknown): void {
    const { reader, map, name } = this
    const second = result[field] !== undefined ? reader.positions.key(map, name) : reader.positions.repeated(map, name)
    if (second !== undefined)
      reader.error('KF_ROUTE_INVALID', { what: name, reason: 'there is an expression already; a step takes one' }, second)
    result[field] = value
    reader.positions.alias(result, field, name)
  }

  private unknown(): void {
    const { reader, spec, name } = this
    const { fields, common = COMMON, what } = spec
    const known = [...Object.keys(fields), ...common]
    if (inlineExpression(fields)) known.push(...reader.catalog.languages.keys(), ...reader.catalog.refusals.languages.keys())
    if (inlineDataFormat(fields)) known.push(...reader.catalog.formats.keys(), ...reader.catalog.refusals.formats.keys())
    const inside = Object.keys(fields).find(
      each => fields[each]!.kind === 'group' && fields[each]!.fields![canonicalName(name)] !== undefined,
    )
    if (inside !== undefined) reader.error('KF_FIELD_UNKNOWN', { what, option: name }, this.at(), `indent it below ${inside}`)
    // it may be a language or data format that stands inline
    else if (inlineExpression(fields) || inlineDataFormat(fields))
      reader.undeclared('KF_FIELD_UNKNOWN', { what, option: name }, name, known, this.at())
    else reader.unknown('KF_FIELD_UNKNOWN', { what, option: name }, name, known, this.at())
  }

  private repeated(once: boolean): void {
    const { reader, map, name } = this
    if (name === 'steps') return
    const again = reader.positions.repeated(map, name)
    if (again === undefined) return
    if (once) reader.error('KF_ROUTE_ONE_KEY', { found: 2, names: `${name}, ${name}` }, again)
    else reader.warn('KF_YAML_DUPLICATE_KEY', { key: name }, again)
  }

  private at() {
    return this.reader.positions.key(this.map, this.name)
  }
}

function isUnknown(reader: Reader, fields: Fields, name: string): boolean {
  const option = canonicalName(name)
  const { languages, formats } = reader.catalog
  return !Object.hasOwn(fields, option) && !(COMMON as readonly string[]).includes(option) && !languages.has(option) && !formats.has(option)
}

function missing(option: string, fields: Fields): { option: string } {
  if (option === inlineExpression(fields)) return { option: 'an expression' }
  return { option: option === inlineDataFormat(fields) ? 'a data format' : option }
}

function exampleOf(what: string, option: string, fields: Fields): string | undefined {
  if (option === inlineExpression(fields)) return `for example ${what}: { simple: "\${body}" }`
  return option === inlineDataFormat(fields) ? `for example ${what}: { json: {} }` : undefined
}

function isEmptyList(raw: Raw | undefined): boolean {
  return raw === undefined || (isRawList(raw) && raw.length === 0)
}

function checkRequired(reader: Reader, { what, fields, inList }: OptionsSpec, result: object, map: RawMap, slot: Slot): void {
  const given = new Set(Object.keys(map).map(canonicalName))
  for (const [option, field] of Object.entries(fields)) {
    if (!field.required) continue
    if (
      field.kind === 'steps' || field.kind === 'branches'
        ? inList || !isEmptyList(map[option])
        : Object.hasOwn(result, option) || given.has(option)
    )
      continue
    const inline = option === inlineExpression(fields) || option === inlineDataFormat(fields)
    // an unknown key is most likely a misspelt language or data format, and reported already
    if (inline && Object.keys(map).some(name => isUnknown(reader, fields, name))) continue
    reader.error(
      'KF_ROUTE_MISSING',
      { what, ...missing(option, fields) },
      reader.positions.key(slot.parent, slot.key),
      exampleOf(what, option, fields),
    )
  }
}
