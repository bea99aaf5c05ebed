import { Readable } from 'node:stream'
import type { Content } from './content.ts'

/** Content in memory, or all of it as a stream where it is longer than `limit` bytes. */
export async function readUpTo(limit: number, { body }: Content): Promise<Buffer | Readable> {
  if (Buffer.isBuffer(body)) return body
  const chunks: Buffer[] = []
  let size = 0
  const reader = body[Symbol.asyncIterator]() as AsyncIterator<Buffer>
  for (let next = await reader.next(); !next.done; next = await reader.next()) {
    chunks.push(next.value)
    size += next.value.length
    if (size > limit) return Readable.from(joined(chunks, reader), { objectMode: false })
  }
  return Buffer.concat(chunks, size)
}

/** What was read already, and behind it what is still to come. */
async function* joined(chunks: readonly Buffer[], rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield* chunks
  yield* { [Symbol.asyncIterator]: () => rest }
}
