import type { IncomingMessage } from 'node:http'
import type { Readable } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { errors } from '../../src/core/errors.ts'
import type { StreamBody } from '../../src/core/stream-body.ts'
import { readUpTo } from '../../src/http/read-stream.ts'

/** Answers up to this size are read into memory; what is longer stays a stream that can be read once. */
const MAX_IN_MEMORY = 10 * 1024 * 1024

/** The bytes of an answer, decompressed as its head says; the head is changed to fit. */
export function decoded(response: IncomingMessage): Readable {
  const encoding = response.headers['content-encoding']?.toLowerCase()
  const decoder =
    encoding === 'gzip' || encoding === 'x-gzip'
      ? createGunzip()
      : encoding === 'deflate'
        ? createInflate()
        : encoding === 'br'
          ? createBrotliDecompress()
          : undefined
  if (decoder === undefined) return response
  response.on('error', error => decoder.destroy(error))
  return response.pipe(decoder)
}

/** The names of headers that no longer hold once an answer is decompressed. */
export function isStale(response: IncomingMessage, folded: string): boolean {
  const encoding = response.headers['content-encoding']?.toLowerCase() ?? ''
  if (!['gzip', 'x-gzip', 'deflate', 'br'].includes(encoding)) return false
  return folded === 'content-encoding' || folded === 'content-length' || folded === 'content-md5'
}

/** Reads a short body whole. */
export async function readAll(response: IncomingMessage): Promise<Buffer> {
  const body = await readBody(response, response, 0)
  await body.load()
  return body.bytes!
}

/**
 * The body as a message takes it: in memory, or where it is larger than 10 MiB an unread stream. Rejects with `KF_HTTP_TIMEOUT` where
 * no byte comes for `idleMs` (0 waits for ever), and with `KF_HTTP_CONNECTION` where the connection breaks.
 */
export async function readBody(response: IncomingMessage, source: Readable, idleMs: number): Promise<StreamBody> {
  if (idleMs > 0) response.setTimeout(idleMs, () => response.destroy(errors.KF_HTTP_TIMEOUT({ what: 'Read', address: '' })))
  try {
    return await readUpTo(source, MAX_IN_MEMORY)
  } catch (cause) {
    throw brokenAnswer(cause as Error)
  }
}

function brokenAnswer(cause: Error): Error {
  if ((cause as { code?: string }).code?.startsWith('KF_')) return cause
  return errors.KF_HTTP_CONNECTION({ reason: `the answer broke off: ${cause.message}` }, { cause })
}
