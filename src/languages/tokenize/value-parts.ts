import { toText } from '../../converters/index.ts'
import { textChunks } from '../../converters/text-stream.ts'
import type { Exchange } from '../../core/exchange.ts'
import { type ByteSource, bytesOf, isByteSource, StreamBody } from '../../core/stream-body.ts'
import { type Cut, partsOf, partsOfChunks } from './cut.ts'

/** How a value becomes text: at once, or piece by piece where it need not fit into memory. */
export interface TextReading {
  readonly text: (value: unknown, exchange: Exchange) => string | null
  readonly chunks: (source: ByteSource, exchange: Exchange) => AsyncGenerator<string>
}

const PLAIN: TextReading = { text: toText, chunks: textChunks }

/**
 * The parts of a value: at once where its text is in memory; a file that is not is read as its parts are wanted. A stream that can be
 * read only once is loaded first, since the body must stay readable behind the split.
 */
export function partsOfValue(
  value: unknown,
  cut: Cut,
  exchange: Exchange,
  reading: TextReading = PLAIN,
): Generator<string> | AsyncIterableIterator<string> {
  if (isByteSource(value) && value.text === undefined && value.bytes === undefined) {
    if (!(value instanceof StreamBody)) return partsOfChunks(reading.chunks(value, exchange), cut)
    bytesOf(value)
  }
  return partsOf(reading.text(value, exchange)!, cut)
}
