import { markJavaClass } from '../../../converters/java-class.ts'
import { javaText } from '../../../converters/text.ts'
import { failure } from '../failure.ts'
import { matchesWhole } from '../java-regex.ts'
import { isBlank, trim } from '../java-text.ts'
import { streamOf } from './java-stream.ts'
import { methods } from './method.ts'
import { replaceByRegex, splitByRegex } from './split-text.ts'

function outOfBounds(reason: string): Error {
  return failure('StringIndexOutOfBounds', reason)
}

function substring(text: string, begin: number, end = text.length): string {
  if (begin < 0 || end > text.length || begin > end) throw outOfBounds(`begin ${begin}, end ${end}, length ${text.length}`)
  return text.slice(begin, end)
}

function charAt(text: string, index: number): string {
  if (index < 0 || index >= text.length) throw outOfBounds(`String index out of range: ${index}`)
  return text[index]!
}

function repeat(text: string, count: number): string {
  if (count < 0) throw failure('IllegalArgument', `count is negative: ${count}`)
  return text.repeat(count)
}

/** The difference of the first characters that differ, or else of the lengths. */
export function compareTo(text: string, other: string): number {
  for (let i = 0; i < Math.min(text.length, other.length); i++) if (text[i] !== other[i]) return text.charCodeAt(i) - other.charCodeAt(i)
  return text.length - other.length
}

function indexOf(text: string, part: string, from?: number): number {
  return text.indexOf(part, from)
}

/** Characters are given by their numbers. */
function indexOfChar(text: string, code: number, from?: number): number {
  return text.indexOf(String.fromCodePoint(code), from)
}

function regionMatches(text: string, at: number, other: string, from: number, length: number): boolean {
  if (at < 0 || from < 0 || at + length > text.length || from + length > other.length) return false
  return text.slice(at, at + length) === other.slice(from, from + length)
}

function lines(text: string): string[] {
  const all = text.split(/\r\n|\r|\n/)
  if (all.at(-1) === '') all.pop()
  return all
}

const STRIPPED = /[\t-\r\u001c-\u0020\u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000]+/

const TRAILING = new RegExp(`${STRIPPED.source}$`)
const LEADING = new RegExp(`^${STRIPPED.source}`)

function notNull<T>(value: T | null): T {
  if (value === null) throw failure('NullPointer', 'Cannot invoke a method because a parameter is null')
  return value
}

function textValueOf(_: string, value: unknown): string {
  return javaText(value)
}

/** `java.lang.String`. */
export const STRING = methods({
  'charAt(int)': charAt,
  'chars()': (text: string) => streamOf(Array.from({ length: text.length }, (_, i) => text.charCodeAt(i))),
  'codePointAt(int)': (text: string, index: number) => charAt(text, index) && text.codePointAt(index),
  'compareTo(String)': (text: string, other: string) => compareTo(text, notNull(other)),
  'compareToIgnoreCase(String)': (text: string, other: string) => compareTo(text.toLowerCase(), notNull(other).toLowerCase()),
  'concat(String)': (text: string, other: string) => text + notNull(other),
  'contains(CharSequence)': (text: string, part: string) => text.includes(notNull(part)),
  'contentEquals(CharSequence)': (text: string, other: string) => text === other,
  'contentEquals(java.lang.StringBuffer)': undefined,
  'endsWith(String)': (text: string, part: string) => text.endsWith(notNull(part)),
  'equalsIgnoreCase(String)': (text: string, other: string | null) => other !== null && text.toLowerCase() === other.toLowerCase(),
  'format(String,Object...)': undefined,
  'format(Locale,String,Object...)': undefined,
  'formatted(Object...)': undefined,
  'getBytes()': (text: string) => Buffer.from(text),
  'getBytes(int,int,byte[],int)': undefined,
  'getBytes(String)': (text: string, charset: string) => Buffer.from(text, nodeCharset(charset)),
  'getBytes(java.nio.charset.Charset)': undefined,
  'indent(int)': undefined,
  'indexOf(int)': (text: string, code: number) => indexOfChar(text, code),
  'indexOf(int,int)': indexOfChar,
  'indexOf(String)': (text: string, part: string) => indexOf(text, notNull(part)),
  'indexOf(String,int)': indexOf,
  'intern()': (text: string) => text,
  'isBlank()': (text: string) => isBlank(text),
  'isEmpty()': (text: string) => text === '',
  'join(CharSequence,CharSequence...)': (_: string, separator: string, parts: readonly unknown[]) => parts.join(separator),
  'lastIndexOf(int)': (text: string, code: number) => text.lastIndexOf(String.fromCodePoint(code)),
  'lastIndexOf(int,int)': (text: string, code: number, from: number) => text.lastIndexOf(String.fromCodePoint(code), from),
  'lastIndexOf(String)': (text: string, part: string) => text.lastIndexOf(notNull(part)),
  'lastIndexOf(String,int)': (text: string, part: string, from: number) => (from < 0 ? -1 : text.lastIndexOf(part, from)),
  'length()': (text: string) => text.length,
  'lines()': (text: string) => streamOf(lines(text)),
  'matches(String)': (text: string, pattern: string) => matchesWhole(text, notNull(pattern)),
  'regionMatches(int,String,int,int)': (text: string, at: number, other: string, from: number, length: number) =>
    regionMatches(text, at, other, from, length),
  'regionMatches(boolean,int,String,int,int)': (text: string, fold: boolean, at: number, other: string, from: number, length: number) =>
    fold ? regionMatches(text.toUpperCase(), at, other.toUpperCase(), from, length) : regionMatches(text, at, other, from, length),
  'repeat(int)': repeat,
  'replace(char,char)': (text: string, from: string, to: string) => text.replaceAll(from, () => to),
  'replace(CharSequence,CharSequence)': (text: string, from: string, to: string) => text.replaceAll(notNull(from), () => notNull(to)),
  'replaceAll(String,String)': (text: string, pattern: string, to: string) => replaceByRegex(text, notNull(pattern), notNull(to), false),
  'replaceFirst(String,String)': (text: string, pattern: string, to: string) => replaceByRegex(text, notNull(pattern), notNull(to), true),
  'split(String)': (text: string, pattern: string) => splitByRegex(text, notNull(pattern)),
  'split(String,int)': (text: string, pattern: string, limit: number) => splitByRegex(text, notNull(pattern), limit),
  'startsWith(String)': (text: string, part: string) => text.startsWith(notNull(part)),
  'startsWith(String,int)': (text: string, part: string, from: number) => from >= 0 && text.startsWith(part, from),
  'strip()': (text: string) => text.replace(LEADING, '').replace(TRAILING, ''),
  'stripIndent()': undefined,
  'stripLeading()': (text: string) => text.replace(LEADING, ''),
  'stripTrailing()': (text: string) => text.replace(TRAILING, ''),
  'subSequence(int,int)': substring,
  'substring(int)': (text: string, begin: number) => substring(text, begin),
  'substring(int,int)': substring,
  'toCharArray()': (text: string) => markJavaClass(text.split(''), 'char[]'),
  'toLowerCase()': (text: string) => text.toLowerCase(),
  'toLowerCase(Locale)': (text: string, locale: unknown) => notNull(locale) && text.toLowerCase(),
  'toString()': (text: string) => text,
  'toUpperCase()': (text: string) => text.toUpperCase(),
  'toUpperCase(Locale)': (text: string, locale: unknown) => notNull(locale) && text.toUpperCase(),
  'transform(java.util.function.Function)': undefined,
  'translateEscapes()': undefined,
  'trim()': trim,
  'valueOf(Object)': textValueOf,
  'valueOf(boolean)': textValueOf,
  'valueOf(char)': textValueOf,
  'valueOf(double)': textValueOf,
  'valueOf(int)': textValueOf,
  'valueOf(long)': textValueOf,
})

function nodeCharset(name: string): BufferEncoding {
  const known: Readonly<Record<string, BufferEncoding>> = {
    'UTF-8': 'utf8',
    'ISO-8859-1': 'latin1',
    'US-ASCII': 'ascii',
    'UTF-16LE': 'utf16le',
  }
  const charset = known[name.toUpperCase()]
  if (charset === undefined) throw failure('IllegalArgument', `unsupported charset: ${name}`)
  return charset
}
