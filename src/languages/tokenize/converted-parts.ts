import { convertOrNull } from '../../converters/index.ts'
import type { Exchange } from '../../core/exchange.ts'

type Parts<T> = Generator<T> | AsyncIterableIterator<T>

/** Parts as values of another type, each converted when it is taken. */
export function convertedParts(parts: Parts<string>, type: string, exchange: Exchange): Parts<unknown> {
  return Symbol.asyncIterator in parts ? convertedLater(parts, type, exchange) : convertedNow(parts, type, exchange)
}

function* convertedNow(parts: Iterable<string>, type: string, exchange: Exchange): Generator<unknown> {
  for (const part of parts) yield convertOrNull(part, type, exchange)
}

async function* convertedLater(parts: AsyncIterable<string>, type: string, exchange: Exchange): AsyncGenerator<unknown> {
  for await (const part of parts) yield convertOrNull(part, type, exchange)
}
