import { existsSync } from 'node:fs'
import { errors, isKafilaError } from '../../src/core/errors.ts'
import type { Exchange } from '../../src/core/exchange.ts'
import { andThen, type MaybePromise } from '../../src/core/step.ts'
import type { AppendFiles } from './append-files.ts'
import { checkAlgorithm, checksumOf } from './checksum.ts'
import { type Content, cannotStore } from './content.ts'
import type { DoneFile } from './done-file.ts'
import type { Existing } from './existing-file.ts'
import { deleteFile, makeFolder, moveFile } from './move-file.ts'
import { folderOf } from './paths.ts'
import type { FileSinkOptions } from './sink-fields.ts'
import { writeFile } from './write-file.ts'

/** How an endpoint writes. */
export interface FileWrite {
  readonly options: FileSinkOptions
  readonly suffix: string | Buffer | undefined
  readonly existing: Existing
  readonly tempName: ((exchange: Exchange, target: string) => MaybePromise<string>) | undefined
  readonly done: DoneFile | undefined
  readonly appends: AppendFiles
}

/** Whether messages are only appended: nothing is renamed, and nothing else is written. */
export function isPlainAppend(options: FileSinkOptions): boolean {
  const { fileExist, checksumFileAlgorithm, doneFileName, chmod, keepLastModified, forceWrites } = options
  return (
    fileExist === 'Append' &&
    checksumFileAlgorithm === undefined &&
    doneFileName === undefined &&
    chmod === undefined &&
    !keepLastModified &&
    !forceWrites
  )
}

/** Appends text or bytes: the quick way of `isPlainAppend`. */
export function appendMessage({ options, suffix, appends }: FileWrite, exchange: Exchange, target: string, content: string | Buffer): void {
  prepareAppend(target, options, appends)
  try {
    appends.write(target, joined(content, suffix))
  } catch (error) {
    throw cannotStore(target, error)
  }
  exchange.setHeader('CamelFileNameProduced', target)
}

/** Sees to it that the folder of a file is there that is appended to. */
export function prepareAppend(target: string, options: FileSinkOptions, appends: AppendFiles): void {
  if (options.autoCreate && !appends.isOpen(target)) prepareFolder(target, options)
}

function joined(content: string | Buffer, suffix: string | Buffer | undefined): string | Buffer {
  if (suffix === undefined) return content
  if (typeof content === 'string' && typeof suffix === 'string') return content + suffix
  return Buffer.concat([Buffer.from(content as Buffer), Buffer.from(suffix as Buffer)])
}

/**
 * Writes one message: deals with a file that is there, writes (under a temporary name), renames, adds checksum and done file, and tells
 * the path in `CamelFileNameProduced`. `named` is the message as expressions see it.
 */
export function writeMessage(
  write: FileWrite,
  exchange: Exchange,
  named: Exchange,
  target: string,
  content: Content,
): void | Promise<void> {
  write.appends.closeAll()
  if (write.options.checksumFileAlgorithm !== undefined) checkChecksum(write.options.checksumFileAlgorithm, target)
  const written = write.tempName === undefined ? writeAt(write, named, target, content) : writeThenRename(write, named, target, content)
  return andThen(written, outcome => {
    if (outcome === 'skip' && write.tempName !== undefined) return
    return andThen(after(write, exchange, target, content), () => exchange.setHeader('CamelFileNameProduced', target))
  })
}

function checkChecksum(algorithm: string, target: string): void {
  try {
    checkAlgorithm(algorithm)
  } catch (error) {
    throw cannotStore(target, error)
  }
}

/** Writes to a path, unless a file that is there says no. */
function writeAt(write: FileWrite, named: Exchange, path: string, content: Content): MaybePromise<'skip' | 'write'> {
  if (write.options.autoCreate) prepareFolder(path, write.options)
  return andThen(write.existing(named, path), decision => {
    if (decision === 'skip') return decision
    return andThen(store(write, named, path, content), () => decision)
  })
}

function store({ options, suffix }: FileWrite, named: Exchange, path: string, content: Content): void | Promise<void> {
  if (content === null && !options.allowNullBody) throw errors.KF_CONN_FILE({ reason: `Cannot write null body to file: ${path}` })
  const append = options.fileExist === 'Append'
  try {
    const waiting = writeFile(path, content ?? '', {
      append,
      suffix: content === null ? undefined : suffix,
      force: options.forceWrites,
      mode: options.chmod,
      lastModified: options.keepLastModified ? lastModified(named) : undefined,
    })
    return waiting?.catch(error => {
      throw cannotStore(path, error)
    })
  } catch (error) {
    throw isKafilaError(error) ? error : cannotStore(path, error)
  }
}

async function writeThenRename(write: FileWrite, named: Exchange, target: string, content: Content): Promise<'skip' | 'write'> {
  const { options } = write
  const { fileExist, eagerDeleteTargetFile: eager } = options
  const temporary = await write.tempName!(named, target)
  const trying = fileExist === 'TryRename'
  if (!trying && eager && (await clear(write, named, target)) === 'skip') return 'skip'
  if (!trying) deleteFile(temporary)
  if (options.autoCreate) prepareFolder(temporary, options)
  await store(write, named, temporary, content)
  if (!trying && !eager && fileExist !== 'Move' && (await clear(write, named, target)) === 'skip') return 'skip'
  await moveFile(temporary, target, options)
  return 'write'
}

/** Makes room for the temporary file's rename. */
async function clear({ existing, options }: FileWrite, named: Exchange, target: string): Promise<'skip' | 'write'> {
  const decision = await existing(named, target)
  if (decision === 'write' && options.fileExist === 'Override') deleteFile(target)
  return decision
}

/** Checksum and done file. */
function after({ options, done }: FileWrite, exchange: Exchange, target: string, content: Content): void | Promise<void> {
  if (options.checksumFileAlgorithm !== undefined && content !== null)
    return addChecksum(exchange, target, content, options).then(() => addDoneFile(done, target))
  addDoneFile(done, target)
}

async function addChecksum(exchange: Exchange, target: string, content: Exclude<Content, null>, options: FileSinkOptions): Promise<void> {
  const algorithm = options.checksumFileAlgorithm!
  try {
    const checksum = await checksumOf(content, algorithm)
    if (options.checksumWriteFile) replace(`${target}.${algorithm}`, checksum)
    exchange.setHeader('CamelFileChecksum', checksum)
  } catch (error) {
    throw cannotStore(target, error)
  }
}

function addDoneFile(done: DoneFile | undefined, target: string): void {
  if (done !== undefined) replace(done.of(target), '')
}

function replace(path: string, content: string): void {
  try {
    if (existsSync(path)) deleteFile(path)
    void writeFile(path, content, { append: false, suffix: undefined, force: false, mode: undefined, lastModified: undefined })
  } catch (error) {
    throw cannotStore(path, error)
  }
}

function prepareFolder(path: string, { chmodDirectory }: FileSinkOptions): void {
  const folder = folderOf(path)
  if (folder === undefined || existsSync(folder)) return
  try {
    makeFolder(folder, chmodDirectory)
  } catch (error) {
    throw cannotStore(path, error)
  }
}

function lastModified(exchange: Exchange): number | undefined {
  const header = exchange.header('CamelFileLastModified')
  if (header === undefined || header === null) return undefined
  return header instanceof Date ? header.getTime() : Number(header)
}
