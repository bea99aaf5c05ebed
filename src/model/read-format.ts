import type { DataFormatModel } from '../kit/field.ts'
import { readFields } from './read-fields.ts'
import { isRawMap, type RawMap, type Reader, shapeOf } from './reader.ts'
import type { Raw } from './yaml/parse.ts'

/** Reads `{ json: {…} }`. */
export function readDataFormat(
  reader: Reader,
  what: string,
  raw: Raw | undefined,
  parent: object,
  key: string,
): DataFormatModel | undefined {
  const names = isRawMap(raw) ? Object.keys(raw) : []
  if (!isRawMap(raw) || names.length !== 1) {
    reader.error('KF_ROUTE_SHAPE', { expected: `one data format for ${what}`, found: shapeOf(raw) }, reader.positions.value(parent, key))
    return undefined
  }
  const read = readInlineDataFormat(reader, names[0]!, raw, names[0]!)
  if (read === undefined)
    reader.unknown(
      'KF_ROUTE_UNKNOWN_FORMAT',
      { name: names[0] },
      names[0]!,
      reader.catalog.formats.keys(),
      reader.positions.key(raw, names[0]!),
    )
  return read
}

/** Reads the options under a data format's key; `undefined` where the key is no data format. */
export function readInlineDataFormat(reader: Reader, format: string, parent: RawMap, key: string): DataFormatModel | undefined {
  const definition = reader.catalog.formats.get(format)
  if (definition === undefined) {
    const refusal = reader.catalog.refusals.formats.get(format)
    if (refusal === undefined) return undefined
    reader.error('KF_ROUTE_UNSUPPORTED', { what: `the data format ${format}`, reason: refusal.reason }, reader.positions.key(parent, key))
    return { format, options: {} }
  }
  const options = readFields(reader, format, definition.fields, parent[key], undefined, parent, key)
  const model = { format, options }
  reader.positions.inherit(model, options)
  return model
}
