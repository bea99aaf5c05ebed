import type { ExpressionModel, Fields } from '../kit/field.ts'
import { boolean, text } from '../kit/field.ts'
import { canonicalName } from './names.ts'
import { readFields } from './read-fields.ts'
import { isRawMap, type RawMap, type Reader, rawIn, type Slot, shapeOf } from './reader.ts'

/** Options that every language takes. */
export const COMMON_LANGUAGE = {
  expression: text({ describe: 'The text of the expression.' }),
  resultType: text({ describe: 'Type that the result is converted to.' }),
  trim: boolean({ describe: 'Whether blanks around the text are removed. Default true.' }),
}

/** The field whose expression may stand inline, by its language: the one called `expression`. */
export function inlineExpression(fields: Fields): string | undefined {
  const kind = fields['expression']?.kind
  return kind === 'expression' || kind === 'predicate' ? 'expression' : undefined
}

/** What a node with an expression may say beside it. */
const COMMON: readonly string[] = ['id', 'description', 'note', 'disabled']

/** Reads `{ simple: "…" }`, `{ simple: { expression: …, resultType: … } }` or `{ expression: { simple: … } }`. */
export function readExpression(reader: Reader, slot: Slot, isNode = false): ExpressionModel | undefined {
  const raw = rawIn(slot)
  const at = reader.positions.value(slot.parent, slot.key)
  if (!isRawMap(raw)) {
    const fix =
      typeof raw === 'string' && raw !== ''
        ? `write ${canonicalName(slot.key)}: { constant: ${JSON.stringify(raw)} } or { simple: … }`
        : undefined
    reader.error('KF_FIELD_EXPRESSION', { found: shapeOf(raw) }, at, fix)
    return undefined
  }
  const names = Object.keys(raw).filter(name => !(isNode && COMMON.includes(name)))
  if (names.length !== 1) {
    const details = { found: names.length, names: names.join(', ') || 'none' }
    reader.error('KF_ROUTE_ONE_KEY', details, at, 'an expression names one language')
    return undefined
  }
  return names[0] === 'expression' && isRawMap(raw['expression'])
    ? readExpression(reader, { parent: raw, key: 'expression' })
    : readNamed(reader, raw, names[0]!)
}

function readNamed(reader: Reader, raw: RawMap, name: string): ExpressionModel | undefined {
  const read = readInlineExpression(reader, canonicalName(name), { parent: raw, key: name })
  if (read === undefined) {
    const known = [...reader.catalog.languages.keys(), ...reader.catalog.refusals.languages.keys()]
    reader.undeclared('KF_ROUTE_UNKNOWN_LANGUAGE', { name }, name, known, reader.positions.key(raw, name))
  }
  return read
}

/** Reads the expression under a language's key; `undefined` where the key is no language. */
export function readInlineExpression(reader: Reader, language: string, slot: Slot): ExpressionModel | undefined {
  const definition = reader.catalog.languages.get(language)
  if (definition === undefined) {
    const refusal = reader.catalog.refusals.languages.get(language)
    if (refusal === undefined) return undefined
    const at = reader.positions.key(slot.parent, slot.key)
    reader.refused(`the language ${language}`, refusal.reason, at)
    return { language, expression: '' }
  }
  const { expression: text, ...common } = COMMON_LANGUAGE
  const { shorthand } = definition
  // a language with an option in place of the text has no text
  const fields = { ...(shorthand === undefined && { expression: text }), ...common, ...definition.fields }
  const options = readFields(reader, { what: language, fields, shorthand: shorthand ?? 'expression', common: ['id'] }, slot)
  const { expression = '', id: _id, ...rest } = options as { expression?: string; id?: string }
  const model: ExpressionModel = { language, expression, ...(Object.keys(rest).length > 0 && { options: rest }) }
  reader.positions.inherit(model, options)
  if (model.options) reader.positions.inherit(model.options, options)
  return model
}
