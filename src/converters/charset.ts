import { errors } from '../core/errors.ts'
import type { Exchange } from '../core/exchange.ts'
import { CODE_PAGES, type CodePage } from './code-pages.ts'

/** Turns text into bytes and back. Bytes that stand for nothing become U+FFFD, characters without bytes become `?`, as in Java. */
export interface Charset {
  readonly name: string
  encode(text: string): Buffer
  decode(bytes: Uint8Array): string
}

/** What text is made into bytes in unless something else is asked for. */
export const UTF8: Charset = { name: 'UTF-8', encode: text => Buffer.from(text, 'utf8'), decode: bytes => view(bytes).toString('utf8') }

const BUILT_IN: readonly (readonly [readonly string[], Charset])[] = [
  [['utf8', 'utf-8', 'unicode-1-1-utf-8'], UTF8],
  [['iso-8859-1', 'iso8859-1', 'iso8859_1', 'latin1', 'l1', 'ibm819', 'cp819'], singleByte('ISO-8859-1', 0xff)],
  [['us-ascii', 'ascii', 'iso646-us', 'cp367'], singleByte('US-ASCII', 0x7f)],
  [['windows-1252', 'cp1252', 'cp5348', 'ibm-1252'], windows1252()],
  [
    ['utf-16le', 'utf-16-le', 'unicodelittleunmarked', 'x-utf-16le'],
    { name: 'UTF-16LE', encode: text => Buffer.from(text, 'utf16le'), decode: bytes => view(bytes).toString('utf16le') + half(bytes) },
  ],
  [
    ['utf-16be', 'utf-16-be', 'unicodebigunmarked', 'x-utf-16be'],
    { name: 'UTF-16BE', encode: text => Buffer.from(text, 'utf16le').swap16(), decode: decodeBigEndian },
  ],
  [
    ['utf-16', 'utf16', 'unicode'],
    {
      name: 'UTF-16',
      encode: text => (text === '' ? Buffer.alloc(0) : Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()),
      decode: decodeMarked,
    },
  ],
]

const known = new Map<string, Charset>(BUILT_IN.flatMap(([names, charset]) => names.map((name): [string, Charset] => [name, charset])))

/** The charset of a name, of those that Java and the Encoding standard know; `undefined` for an unknown name. */
export function findCharset(name: string): Charset | undefined {
  const folded = name.trim().toLowerCase()
  const found = known.get(folded)
  if (found) return found
  const page = CODE_PAGES.find(({ names }) => names.includes(folded))
  const made = page ? pageCharset(page) : tableCharset(folded.replace(/^cp125/, 'windows-125'))
  if (made) known.set(folded, made)
  return made
}

/** The charset of a name; an unknown one is Java's `UnsupportedCharsetException`. */
export function charsetNamed(name: string): Charset {
  const found = findCharset(name)
  if (!found) throw errors.KF_EXPR_CONVERTER({ reason: name }, { type: 'java.nio.charset.UnsupportedCharsetException' })
  return found
}

/** What text of this exchange is encoded in: `CamelCharsetName` as header or property, else UTF-8. */
export function charsetOf(exchange: Exchange | undefined): Charset {
  const name = exchange && (exchange.headers['camelcharsetname'] ?? exchange.properties['CamelCharsetName'])
  return typeof name === 'string' && name !== '' ? charsetNamed(name) : UTF8
}

function view(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

function singleByte(name: string, highest: number): Charset {
  return {
    name,
    encode: text => Buffer.from(Array.from(text, char => (char.codePointAt(0)! <= highest ? char.charCodeAt(0) : 0x3f))),
    decode: bytes =>
      highest === 0xff
        ? view(bytes).toString('latin1')
        : view(bytes)
            .toString('latin1')
            .replaceAll(/[\x80-\xff]/g, '\uFFFD'),
  }
}

/** The characters of windows-1252 from 0x80 to 0x9f: Node 20 decodes them as ISO-8859-1. */
const WINDOWS_1252 = '€\uFFFD‚ƒ„…†‡ˆ‰Š‹Œ\uFFFDŽ\uFFFD\uFFFD‘’“”•–—˜™š›œ\uFFFDžŸ'

function windows1252(): Charset {
  const code = (char: string) => {
    const special = char === '\uFFFD' ? -1 : WINDOWS_1252.indexOf(char)
    if (special >= 0) return special + 0x80
    const point = char.codePointAt(0)!
    return point < 0x80 || (point > 0x9f && point <= 0xff) ? point : 0x3f
  }
  return {
    name: 'windows-1252',
    encode: text => Buffer.from(Array.from(text, code)),
    decode: bytes =>
      view(bytes)
        .toString('latin1')
        .replaceAll(/[\x80-\x9f]/g, char => WINDOWS_1252[char.charCodeAt(0) - 0x80]!),
  }
}

function decodeBigEndian(bytes: Uint8Array): string {
  const whole = Buffer.from(bytes.subarray(0, bytes.length & ~1))
  return whole.swap16().toString('utf16le') + half(bytes)
}

/** A byte that is left over stands for nothing. */
function half(bytes: Uint8Array): string {
  return bytes.length % 2 === 1 ? '\uFFFD' : ''
}

function decodeMarked(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return view(bytes).toString('utf16le', 2) + half(bytes)
  const text = decodeBigEndian(bytes)
  return text.startsWith('\uFEFF') ? text.slice(1) : text
}

function pageCharset({ name, chars }: CodePage): Charset {
  const all = chars()
  // two bytes of an EBCDIC page are a line break: the first is written
  const codes = new Map(Array.from(all, (char, code): [string, number] => [char, code]).reverse())
  return {
    name,
    encode: text => Buffer.from(Array.from(text, char => codes.get(char) ?? 0x3f)),
    decode: bytes => Array.from(bytes, code => all[code]).join(''),
  }
}

type Decoder = InstanceType<typeof TextDecoder>

/** A charset that Node can only decode: the way back is a table, made by decoding every byte and pair of bytes once. */
function tableCharset(name: string): Charset | undefined {
  let decoder: Decoder
  try {
    decoder = new TextDecoder(name)
  } catch {
    return undefined
  }
  let table: Map<string, number> | undefined
  return {
    name,
    decode: bytes => decoder.decode(bytes),
    encode(text) {
      table ??= encodingTable(decoder)
      return Buffer.from(Array.from(text, char => codeBytes(table!.get(char) ?? 0x3f)).flat())
    },
  }
}

function encodingTable(decoder: Decoder): Map<string, number> {
  const table = new Map<string, number>()
  const add = (code: number) => {
    const char = decoder.decode(Uint8Array.from(codeBytes(code)))
    if (char !== '\uFFFD' && [...char].length === 1 && !table.has(char)) table.set(char, code)
  }
  for (let code = 0; code < 0x100; code++) add(code)
  for (let code = 0x8100; code < 0x10000; code++) add(code)
  return table
}

function codeBytes(code: number): number[] {
  return code > 0xff ? [code >> 8, code & 0xff] : [code]
}
