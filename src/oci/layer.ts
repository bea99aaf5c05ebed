import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createReadStream, createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import type { Blob } from './descriptor.ts'
import { MEDIA } from './media-types.ts'
import { type TarEntry, tar } from './tar.ts'

/** A layer of an image: compressed content, and the digest of what it unpacks to. */
export interface Layer {
  readonly blob: Blob
  readonly diffId: string
}

/** Where blocks end depends on how much is given at once. */
const CHUNK = 65_536
const LEVEL = 6

/**
 * Writes a layer of the entries to a file. The same entries give the same digest on every machine: the archive is fixed, and it is compressed
 * by a library in plain JavaScript, since the zlib in Node compresses differently on other processors and in other versions.
 */
export async function writeLayer(entries: readonly TarEntry[], file: string): Promise<Layer> {
  const { Gzip } = await import('fflate')
  const plain = createHash('sha256')
  const packed = createHash('sha256')
  const output = createWriteStream(file)
  let size = 0
  const gzip = new Gzip({ level: LEVEL, mtime: 0 }, chunk => {
    packed.update(chunk)
    size += chunk.length
    output.write(chunk)
  })
  for await (const chunk of inChunks(tar(entries))) {
    plain.update(chunk)
    gzip.push(chunk)
    if (output.writableNeedDrain) await once(output, 'drain')
  }
  gzip.push(new Uint8Array(0), true)
  output.end()
  await finished(output)
  const descriptor = { mediaType: MEDIA.layer, digest: `sha256:${packed.digest('hex')}`, size }
  return { blob: { descriptor, open: async () => createReadStream(file) }, diffId: `sha256:${plain.digest('hex')}` }
}

/** The same bytes, all chunks but the last of one size. */
async function* inChunks(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let chunk = new Uint8Array(CHUNK)
  let filled = 0
  for await (const part of bytes) {
    for (let at = 0; at < part.length; ) {
      const taken = Math.min(CHUNK - filled, part.length - at)
      chunk.set(part.subarray(at, at + taken), filled)
      filled += taken
      at += taken
      if (filled < CHUNK) continue
      yield chunk
      chunk = new Uint8Array(CHUNK)
      filled = 0
    }
  }
  yield chunk.subarray(0, filled)
}
