import { readJson } from '../../converters/json-read.ts'
import { jsonString, writeJson } from '../../converters/json-write.ts'
import { errors, isKafilaError } from '../../core/errors.ts'
import { double, isMap, mapEntries } from '../../core/values.ts'

/** Gson's reading: every number is a double. */
export function gsonReader(text: string): unknown {
  try {
    return readJson(text, { integer: digits => double(Number(digits)), float: digits => double(Number(digits)) })
  } catch (error) {
    if (!isKafilaError(error)) throw error
    throw errors.KF_FORMAT_JSON({ reason: error.message }, { cause: error, type: 'com.google.gson.JsonSyntaxException' })
  }
}

/** Gson's writing: entries without value are left out, characters special to HTML are escaped, lists are indented one item per line. */
export function gsonWriter(value: unknown, { prettyPrint }: { readonly prettyPrint: boolean }): string {
  return write(value, prettyPrint ? '\n' : '')
}

function write(value: unknown, newline: string): string {
  const inner = newline === '' ? '' : `${newline}  `
  if (typeof value === 'string') return htmlSafe(jsonString(value, true))
  if (Array.isArray(value))
    return bracketed(
      '[',
      value.map(item => write(item, inner)),
      ']',
      inner,
      newline,
    )
  if (!isMap(value)) return writeJson(value)
  const colon = newline === '' ? ':' : ': '
  const entries = mapEntries(value).filter(([, each]) => each !== null && each !== undefined)
  return bracketed(
    '{',
    entries.map(([key, each]) => `${htmlSafe(jsonString(key, true))}${colon}${write(each, inner)}`),
    '}',
    inner,
    newline,
  )
}

function bracketed(open: string, parts: readonly string[], close: string, inner: string, newline: string): string {
  return parts.length === 0 ? open + close : `${open}${inner}${parts.join(`,${inner}`)}${newline}${close}`
}

function htmlSafe(text: string): string {
  return text.replaceAll(/[<>&='\u2028\u2029]/g, char => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
