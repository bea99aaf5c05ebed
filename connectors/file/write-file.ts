import { chmodSync, closeSync, createWriteStream, fsyncSync, openSync, utimesSync, writeSync } from 'node:fs'
import { copyFile } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import type { ByteSource } from '../../src/core/stream-body.ts'
import { FileBody } from '../../src/kit/file-body.ts'
import type { Content } from './content.ts'

export interface WriteOptions {
  readonly append: boolean
  /** Written behind the content. */
  readonly suffix: string | Buffer | undefined
  readonly force: boolean
  readonly mode: number | undefined
  /** Milliseconds since the epoch. */
  readonly lastModified: number | undefined
}

/** Writes content to a path: at once where it is in memory, in chunks where it is a source. Missing folders are not created. */
export function writeFile(path: string, content: Exclude<Content, null>, options: WriteOptions): void | Promise<void> {
  if (typeof content === 'string' || Buffer.isBuffer(content)) return writeNow(path, content, options)
  return writeChunks(path, content, options).then(() => finish(path, options))
}

function writeNow(path: string, content: string | Buffer, options: WriteOptions): void {
  const file = openSync(path, options.append ? 'a' : 'w')
  try {
    writeAll(file, content)
    if (options.suffix !== undefined) writeAll(file, options.suffix)
    if (options.force) fsyncSync(file)
  } finally {
    closeSync(file)
  }
  finish(path, options)
}

/** Writes all of it, synchronously: the operating system may take less than it was given. */
export function writeAll(file: number, content: string | Buffer): void {
  if (typeof content === 'string') {
    const length = writeSync(file, content)
    const bytes = Buffer.byteLength(content)
    if (length < bytes) writeAll(file, Buffer.from(content).subarray(length))
    return
  }
  for (let at = 0; at < content.length; ) at += writeSync(file, content, at)
}

async function writeChunks(path: string, source: ByteSource, options: WriteOptions): Promise<void> {
  if (source instanceof FileBody && !options.append && options.suffix === undefined && !options.force)
    return copyFile(source.absolutePath, path)
  const target = createWriteStream(path, { flags: options.append ? 'a' : 'w', flush: options.force, highWaterMark: 1024 * 1024 })
  const { suffix } = options
  await pipeline(
    source.open(),
    async function* chunks(from: AsyncIterable<Buffer>) {
      yield* from
      if (suffix !== undefined) yield suffix
    },
    target,
  )
}

function finish(path: string, { mode, lastModified }: WriteOptions): void {
  if (lastModified !== undefined) utimesSync(path, new Date(), new Date(lastModified))
  if (mode !== undefined) chmodSync(path, mode)
}
