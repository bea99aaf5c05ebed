import type { ExpressionModel } from '../kit/field.ts'
import { text } from '../kit/field.ts'
import { canonicalName } from './names.ts'
import { readFields } from './read-fields.ts'
import { isRawMap, type RawMap, type Reader, shapeOf } from './reader.ts'
import type { Raw } from './yaml/parse.ts'

/** Options that every language takes. */
const COMMON_LANGUAGE = {
  expression: text({ describe: 'The text of the expression.' }),
  resultType: text({ describe: 'Type that the result is converted to.' }),
  trim: text({ describe: 'Whether blanks around the text are removed. Default true.' }),
}

/** Reads `{ simple: "…" }`, `{ simple: { expression: …, resultType: … } }` or `{ expression: { simple: … } }`. */
export function readExpression(reader: Reader, what: string, parent: RawMap | readonly Raw[], key: string): ExpressionModel | undefined {
  const raw = (parent as RawMap)[key]
  if (!isRawMap(raw)) {
    const fix = typeof raw === 'string' ? `write ${canonicalName(key)}: { constant: ${JSON.stringify(raw)} } or { simple: … }` : undefined
    reader.error('KF_FIELD_EXPRESSION', { found: shapeOf(raw) }, reader.positions.value(parent, key), fix)
    return undefined
  }
  const names = Object.keys(raw)
  if (names.length === 1 && names[0] === 'expression' && isRawMap(raw['expression'])) return readExpression(reader, what, raw, 'expression')
  if (names.length !== 1) {
    reader.error(
      'KF_ROUTE_ONE_KEY',
      { found: names.length, names: names.join(', ') || 'none' },
      reader.positions.value(parent, key),
      'an expression names one language',
    )
    return undefined
  }
  const read = readInlineExpression(reader, canonicalName(names[0]!), raw, names[0]!)
  if (read === undefined)
    reader.unknown(
      'KF_ROUTE_UNKNOWN_LANGUAGE',
      { name: names[0] },
      names[0]!,
      reader.catalog.languages.keys(),
      reader.positions.key(raw, names[0]!),
    )
  return read
}

/** Reads the expression under a language's key; `undefined` where the key is no language. */
export function readInlineExpression(reader: Reader, language: string, parent: RawMap, key: string): ExpressionModel | undefined {
  const definition = reader.catalog.languages.get(language)
  if (definition === undefined) {
    const refusal = reader.catalog.refusals.languages.get(language)
    if (refusal === undefined) return undefined
    reader.error('KF_ROUTE_UNSUPPORTED', { what: `the language ${language}`, reason: refusal.reason }, reader.positions.key(parent, key))
    return { language, expression: '' }
  }
  const options = readFields(
    reader,
    language,
    { ...COMMON_LANGUAGE, ...definition.fields },
    parent[key],
    definition.shorthand ?? 'expression',
    parent,
    key,
  )
  const { expression = '', id: _id, ...rest } = options as { expression?: string; id?: string }
  const model: ExpressionModel = { language, expression, ...(Object.keys(rest).length > 0 && { options: rest }) }
  reader.positions.inherit(model, options)
  return model
}
