import type { DataFormatModel, Fields } from '../kit/field.ts'
import { canonicalName } from './names.ts'
import { readFields } from './read-fields.ts'
import { isRawMap, type Reader, rawIn, type Slot, shapeOf } from './reader.ts'

/** The field whose data format may stand inline, by its name: `dataFormatType`. */
export function inlineDataFormat(fields: Fields): string | undefined {
  return fields['dataFormatType']?.kind === 'dataFormat' ? 'dataFormatType' : undefined
}

/** Reads `{ json: {…} }`. */
export function readDataFormat(reader: Reader, what: string, slot: Slot): DataFormatModel | undefined {
  const raw = rawIn(slot)
  const names = isRawMap(raw) ? Object.keys(raw) : []
  if (!isRawMap(raw) || names.length !== 1) {
    const at = reader.positions.value(slot.parent, slot.key)
    reader.error('KF_ROUTE_SHAPE', { expected: `one data format for ${what}`, found: shapeOf(raw) }, at)
    return undefined
  }
  const name = names[0]!
  const read = readInlineDataFormat(reader, canonicalName(name), { parent: raw, key: name })
  if (read === undefined) {
    const known = [...reader.catalog.formats.keys(), ...reader.catalog.refusals.formats.keys()]
    reader.undeclared('KF_ROUTE_UNKNOWN_FORMAT', { name }, name, known, reader.positions.key(raw, name))
  }
  return read
}

/** Reads the options under a data format's key; `undefined` where the key is no data format. */
export function readInlineDataFormat(reader: Reader, format: string, slot: Slot): DataFormatModel | undefined {
  const definition = reader.catalog.formats.get(format)
  if (definition === undefined) {
    const refusal = reader.catalog.refusals.formats.get(format)
    if (refusal === undefined) return undefined
    const at = reader.positions.key(slot.parent, slot.key)
    reader.refused(`the data format ${format}`, refusal.reason, at)
    return { format, options: {} }
  }
  const options = readFields(reader, { what: format, fields: definition.fields, common: ['id'] }, slot)
  const model = { format, options }
  reader.positions.inherit(model, options)
  return model
}
