import { StringDecoder } from 'node:string_decoder'
import type { Exchange } from '../core/exchange.ts'
import type { ByteSource } from '../core/stream-body.ts'
import { charsetOf } from './charset.ts'

/** The characters of a byte source that need not fit into memory, in pieces; a character is never cut. Charsets without a stream decoder are read whole. */
export async function* textChunks(source: ByteSource, exchange?: Exchange): AsyncGenerator<string> {
  const charset = charsetOf(exchange)
  const encoding = ({ 'UTF-8': 'utf8', 'ISO-8859-1': 'latin1', 'UTF-16LE': 'utf16le' } as const)[charset.name]
  if (encoding === undefined) {
    await source.load()
    yield charset.decode(source.bytes!)
    return
  }
  const decoder = new StringDecoder(encoding)
  for await (const chunk of source.open()) {
    const text = decoder.write(chunk as Buffer)
    if (text !== '') yield text
  }
  const rest = decoder.end()
  if (rest !== '') yield rest
}
