import { randomUUID } from 'node:crypto'
import { readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { convert, toText } from '../../converters/index.ts'
import { errors } from '../../core/errors.ts'
import type { Exchange } from '../../core/exchange.ts'
import { type FileValue, isFileBody } from '../../core/file-facts.ts'
import type { ByteSource } from '../../core/stream-body.ts'
import type { AggregationStrategy } from '../../kit/aggregation.ts'
import { bindFile } from '../../kit/bind-file.ts'

/** What archives are made of and written by. */
export interface ArchiveWriter {
  readonly ending: string
  write(entries: readonly { readonly name: string; readonly content: Buffer }[], modified: Date, before?: Buffer): Buffer
}

export interface ArchivedOptions {
  readonly filePrefix: string | undefined
  readonly fileSuffix: string | undefined
  readonly allowEmptyFiles: boolean
  readonly preserveFolderStructure: boolean
  readonly useFilenameHeader: boolean
  readonly parentDir: string | undefined
}

/**
 * Joins messages to an archive in a temporary file, which is the body: the first message with its headers and those of a file. The file
 * is deleted when the result has ended. Later messages without body change nothing.
 */
export function archived(writer: ArchiveWriter, options: ArchivedOptions): AggregationStrategy {
  return {
    async aggregate(previous, next, original) {
      if (next === undefined || (previous !== undefined && next.body === null)) return previous
      const entries = await entriesOf(next, options)
      const path = previous === undefined ? newPath(writer, options) : archiveOf(previous)
      if (previous === undefined) (original ?? next).unit().add(() => rm(path, { force: true }))
      const before = previous === undefined ? undefined : await readFile(path)
      await writeFile(path, writer.write(entries, new Date(next.services.clock.now()), before))
      const answer = previous ?? next
      await bindArchive(answer, path)
      return answer
    },
  }
}

function newPath({ ending }: ArchiveWriter, { filePrefix, fileSuffix, parentDir }: ArchivedOptions): string {
  return join(resolve(parentDir ?? tmpdir()), `${filePrefix ?? 'camel'}${randomUUID()}${fileSuffix ?? `.${ending}`}`)
}

function archiveOf({ body }: Exchange): string {
  if (isFileBody(body)) return body.absolutePath
  throw errors.KF_RUN_ILLEGAL_ARGUMENT({ reason: 'the body of the group is no archive any more' })
}

async function entriesOf(exchange: Exchange, options: ArchivedOptions) {
  const { body } = exchange
  if (body === null) return []
  const content = isFileBody(body) ? await readFile(body.absolutePath) : await bytesOf(exchange)
  if (content.length === 0 && !options.allowEmptyFiles) return []
  return [{ name: nameOf(exchange, isFileBody(body) ? body : undefined, options), content }]
}

async function bytesOf(exchange: Exchange): Promise<Buffer> {
  const source = convert(exchange.body, 'java.io.InputStream', exchange) as ByteSource
  if (source.bytes === undefined) await source.load()
  return source.bytes!
}

function nameOf(exchange: Exchange, file: FileValue | undefined, options: ArchivedOptions): string {
  const byHeader = file === undefined ? options.useFilenameHeader : options.preserveFolderStructure
  const given = byHeader ? toText(exchange.header('CamelFileName'), exchange) : null
  return given?.replace(/^\/+/, '') ?? file?.nameOnly ?? exchange.messageId
}

async function bindArchive(exchange: Exchange, path: string): Promise<void> {
  const { size, mtimeMs } = await stat(path)
  const name = basename(path)
  const facts = { name, nameOnly: name, relativePath: name, absolute: true, absolutePath: path, path, parent: dirname(path) }
  bindFile(exchange, { ...facts, length: size, lastModified: Math.floor(mtimeMs) }, true)
}
