import { Readable } from 'node:stream'
import { StreamBody } from '../core/stream-body.ts'

/**
 * Reads a stream into memory up to `limit` bytes; a longer one becomes a body that is still to be read, once, beginning with what was
 * read already. Rejects with the stream's own error.
 */
export function readUpTo(source: Readable, limit: number): Promise<StreamBody> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    const onData = (chunk: Buffer) => {
      chunks.push(chunk)
      size += chunk.length
      if (size <= limit) return
      source.pause()
      source.off('data', onData).off('end', onEnd).off('error', reject)
      resolve(new StreamBody(Readable.from(joined(chunks, source), { objectMode: false })))
    }
    const onEnd = () => resolve(new StreamBody(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, size)))
    source.on('data', onData).on('end', onEnd).on('error', reject)
  })
}

async function* joined(chunks: readonly Buffer[], rest: Readable): AsyncGenerator<Buffer> {
  yield* chunks
  yield* rest as AsyncIterable<Buffer>
}
