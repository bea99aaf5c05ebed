import { StringDecoder } from 'node:string_decoder'
import type { Exchange } from '../core/exchange.ts'
import type { ByteSource } from '../core/stream-body.ts'
import { type Charset, charsetOf } from './charset.ts'
import { xmlCharset } from './xml.ts'

/** Bytes that are decoded at a time: V8 keeps longer texts apart, page by page, which costs more than decoding them. */
const PIECE = 64 * 1024

/** The characters of a byte source that need not fit into memory, in pieces; a character is never cut. Charsets without a stream decoder are read whole. */
export function textChunks(source: ByteSource, exchange?: Exchange): AsyncGenerator<string> {
  return decoded(source, charsetOf(exchange))
}

/** As {@link textChunks}, for XML: its byte order mark or declaration tells the charset. */
export async function* xmlChunks(source: ByteSource): AsyncGenerator<string> {
  const start: Uint8Array[] = []
  let length = 0
  for await (const chunk of source.open()) {
    start.push(chunk as Uint8Array)
    length += (chunk as Uint8Array).length
    if (length >= 200) break
  }
  let first = true
  for await (const text of decoded(source, xmlCharset(Buffer.concat(start)))) {
    yield first ? text.replace(/^\uFEFF/, '') : text
    first = false
  }
}

async function* decoded(source: ByteSource, charset: Charset): AsyncGenerator<string> {
  const encoding = ({ 'UTF-8': 'utf8', 'ISO-8859-1': 'latin1', 'UTF-16LE': 'utf16le' } as const)[charset.name]
  if (encoding === undefined) {
    await source.load()
    yield charset.decode(source.bytes!)
    return
  }
  const decoder = new StringDecoder(encoding)
  for await (const chunk of source.open()) {
    const bytes = chunk as Buffer
    for (let at = 0; at < bytes.length; at += PIECE) {
      const text = decoder.write(bytes.subarray(at, at + PIECE))
      if (text !== '') yield text
    }
  }
  const rest = decoder.end()
  if (rest !== '') yield rest
}
