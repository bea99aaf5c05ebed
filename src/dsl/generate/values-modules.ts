import type { AnyFormat, AnyLanguage } from '../../kit/catalog.ts'
import { type Fields, text } from '../../kit/field.ts'
import { COMMON_LANGUAGE } from '../../model/read-expression.ts'
import { languageFunction } from '../names.ts'
import { comment, OptionTypes, pascal, quoted } from './option-types.ts'
import { shapeArgument } from './shape-text.ts'

/** What the expressions of a language give, where it is known. */
const RESULTS: Readonly<Record<string, string>> = { constant: 'string', tokenize: 'string', xtokenize: 'string', file: 'string' }

/** A function for each language, with the interfaces of its options. */
export function languagesModule(languages: readonly AnyLanguage[]): string {
  const types = new OptionTypes()
  const functions = languages.flatMap(language =>
    [language.name, ...(language.aliases ?? [])].map(name => languageBuilder(language, name, types, languageFunction(name))),
  )
  return `// Generated from the declarations of the languages by \`npm run generate\`. Do not edit.
import { expressionOf } from './generated.ts'
import type { Bean, Duration, NodeOptions, Placeholder } from './types.ts'
import type { LanguageExpression } from './values.ts'

${types.text()}
${functions.join('\n')}`
}

/** The function that makes expressions of a language. `isPlugIn`: whether the function has to bring what the catalog knows of built-in ones. */
export function languageBuilder(language: AnyLanguage, name: string, types: OptionTypes, called: string, isPlugIn = false): string {
  const { expression: _text, ...common } = COMMON_LANGUAGE
  const fields: Fields = { ...language.fields, ...common, id: text({ describe: 'The id of the expression.' }) }
  const { shorthand = 'expression' } = language
  const type = types.of(`${pascal(language.name)}ExpressionOptions`, fields, { without: [shorthand] })
  const required = Object.entries(fields).some(([each, field]) => field.required && each !== shorthand)
  const what = language.fields[shorthand]?.describe ?? 'The text of the expression.'
  const head = comment({ describe: language.summary }, '', [`@param text ${what}`])
  const result = (isPlugIn ? undefined : RESULTS[name]) ?? 'unknown'
  const shape = isPlugIn ? shapeArgument(language.fields, language.shorthand) : ''
  return `${head}export function ${called}<R = ${result}>(text: string, options${required ? '' : '?'}: ${type}): LanguageExpression<R> {\n  return expressionOf(${quoted(name)}, text, options, ${called}${shape})\n}\n`
}

/** A function for each data format, with the interfaces of its options. */
export function formatsModule(formats: readonly AnyFormat[]): string {
  const types = new OptionTypes()
  const functions = formats.map(format => formatBuilder(format, types, format.name))
  return `// Generated from the declarations of the data formats by \`npm run generate\`. Do not edit.
import { formatOf } from './generated.ts'
import type { Bean, Placeholder } from './types.ts'
import type { DataFormatValue } from './values.ts'

${types.text()}
${functions.join('\n')}`
}

/** The function that makes data formats. `isPlugIn`: whether the function has to bring what the catalog knows of built-in ones. */
export function formatBuilder({ name, summary, fields }: AnyFormat, types: OptionTypes, called: string, isPlugIn = false): string {
  const type = types.of(`${pascal(name)}FormatOptions`, fields, { common: 'format' })
  const required = Object.values(fields as Fields).some(field => field.required && field.unsupported === undefined)
  const head = comment({ describe: `${summary} \`T\` is the type that it reads into; nothing checks that.` }, '')
  const shape = isPlugIn ? shapeArgument(fields) : ''
  return `${head}export function ${called}<T = unknown>(options${required ? '' : '?'}: ${type}): DataFormatValue<T> {\n  return formatOf(${quoted(name)}, options, ${called}${shape})\n}\n`
}
