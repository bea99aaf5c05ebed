import { languageFunction } from '../../../src/dsl/names.ts'
import type { AnyFormat, AnyLanguage } from '../../../src/kit/catalog.ts'
import { type Fields, text } from '../../../src/kit/field.ts'
import { COMMON_LANGUAGE } from '../../../src/model/read-expression.ts'
import { comment, OptionTypes, pascal, quoted } from './option-types.ts'

/** What the expressions of a language give, where it is known. */
const RESULTS: Readonly<Record<string, string>> = { constant: 'string', tokenize: 'string', xtokenize: 'string', file: 'string' }

/** A function for each language, with the interfaces of its options. */
export function languagesModule(languages: readonly AnyLanguage[]): string {
  const types = new OptionTypes()
  const functions = languages.flatMap(language =>
    [language.name, ...(language.aliases ?? [])].map(name => languageBuilder(language, name, types)),
  )
  return `// Generated from the declarations of the languages by \`npm run generate\`. Do not edit.
import { callerOf } from './place.ts'
import type { Bean, Duration, NodeOptions, Placeholder } from './types.ts'
import { LanguageExpression } from './values.ts'

${types.text()}
${functions.join('\n')}`
}

function languageBuilder(language: AnyLanguage, name: string, types: OptionTypes): string {
  const { expression: _text, ...common } = COMMON_LANGUAGE
  const fields: Fields = { ...language.fields, ...common, id: text({ describe: 'The id of the expression.' }) }
  const { shorthand = 'expression' } = language
  const type = types.of(`${pascal(language.name)}ExpressionOptions`, fields, { without: [shorthand] })
  const required = Object.entries(fields).some(([each, field]) => field.required && each !== shorthand)
  const called = languageFunction(name)
  const what = language.fields[shorthand]?.describe ?? 'The text of the expression.'
  const head = comment({ describe: language.summary }, '', [`@param text ${what}`])
  const result = RESULTS[name] ?? 'unknown'
  return `${head}export function ${called}<R = ${result}>(text: string, options${required ? '' : '?'}: ${type}): LanguageExpression<R> {\n  return new LanguageExpression(${quoted(name)}, text, { ...options }, callerOf(${called}))\n}\n`
}

/** A function for each data format, with the interfaces of its options. */
export function formatsModule(formats: readonly AnyFormat[]): string {
  const types = new OptionTypes()
  const functions = formats.map(format => formatBuilder(format, types))
  return `// Generated from the declarations of the data formats by \`npm run generate\`. Do not edit.
import { callerOf } from './place.ts'
import type { Bean, Placeholder } from './types.ts'
import { DataFormatValue } from './values.ts'

${types.text()}
${functions.join('\n')}`
}

function formatBuilder({ name, summary, fields }: AnyFormat, types: OptionTypes): string {
  const type = types.of(`${pascal(name)}FormatOptions`, fields, { common: 'format' })
  const required = Object.values(fields as Fields).some(field => field.required && field.unsupported === undefined)
  const head = comment({ describe: `${summary} \`T\` is the type that it reads into; nothing checks that.` }, '')
  return `${head}export function ${name}<T = unknown>(options${required ? '' : '?'}: ${type}): DataFormatValue<T> {\n  return new DataFormatValue(${quoted(name)}, { ...options }, callerOf(${name}))\n}\n`
}
