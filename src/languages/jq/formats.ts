import { isMap, isNumber } from '../../core/values.ts'
import { describe, fault, JqFault, toJqText, toJson, typeFault, typeOf } from './values.ts'

const HTML: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', "'": '&apos;', '"': '&quot;' }
const TSV: Readonly<Record<string, string>> = { '\t': '\\t', '\n': '\\n', '\r': '\\r', '\\': '\\\\' }

type Format = (value: unknown) => string

const FORMATS: Readonly<Record<string, Format>> = {
  text: toJqText,
  json: toJson,
  html: value => toJqText(value).replaceAll(/[<>&'"]/g, char => HTML[char]!),
  uri: value => encodeURIComponent(toJqText(value)),
  csv: value => row(value, 'csv', text => `"${text.replaceAll('"', '""')}"`).join(','),
  tsv: value => row(value, 'tsv', text => text.replaceAll(/[\t\n\r\\]/g, char => TSV[char]!)).join('\t'),
  sh: value => (Array.isArray(value) ? value : [value]).map(shellQuoted).join(' '),
  base64: value => Buffer.from(toJqText(value)).toString('base64'),
  base64d: value => Buffer.from(toJqText(value), 'base64').toString('utf8'),
}

/** `@csv` and its kin. */
export function formatValue(name: string, value: unknown): string {
  if (!Object.hasOwn(FORMATS, name)) throw fault(`Formatting operator @${name} does not exist`)
  return FORMATS[name]!(value)
}

function row(value: unknown, format: string, quote: (text: string) => string): string[] {
  if (!Array.isArray(value)) throw typeFault(`${describe(value)} cannot be ${format}-formatted, only array`)
  return value.map(each => {
    if (typeof each === 'string') return quote(each)
    if (each === null || each === undefined) return ''
    if (Array.isArray(each) || isMap(each)) throw typeFault(`${describe(each)} is not valid in a csv row`)
    return toJson(each)
  })
}

function shellQuoted(value: unknown): string {
  if (typeof value === 'string') return `'${value.replaceAll("'", "'\\''")}'`
  if (isNumber(value) || typeof value === 'boolean' || value === null) return toJson(value)
  throw new JqFault(`${typeOf(value).toUpperCase()} cannot be escaped for shell`, 'input')
}
