import { createReadStream, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { errors } from '../core/errors.ts'
import type { FileFacts, FileValue } from '../core/file-facts.ts'
import type { ByteSource } from '../core/stream-body.ts'

/** Up to this size (one chunk) a file is read at once when somebody asks for its content, which costs less than waiting for it. */
const AT_ONCE = 256 * 1024

/**
 * A body that stands for a file: what is known about it, and its content, which is read only when somebody wants it. It can be opened
 * as often as wanted while the file is there. Steps that stream (`split` with a tokenizer, the file sink) read it in chunks.
 */
export class FileBody implements ByteSource, FileValue {
  readonly isByteSource = true
  readonly isFileBody = true
  readonly name: string
  readonly nameOnly: string
  readonly relativePath: string
  readonly absolute: boolean
  readonly absolutePath: string
  readonly path: string
  readonly parent: string
  readonly length: number
  readonly lastModified: number
  readonly plain: boolean
  private loaded: Buffer | undefined

  constructor(facts: FileFacts, plain = false) {
    this.plain = plain
    this.name = facts.name
    this.nameOnly = facts.nameOnly
    this.relativePath = facts.relativePath
    this.absolute = facts.absolute
    this.absolutePath = facts.absolutePath
    this.path = facts.path
    this.parent = facts.parent
    this.length = facts.length
    this.lastModified = facts.lastModified
    this.loaded = undefined
  }

  get bytes(): Buffer | undefined {
    if (this.loaded === undefined && this.length <= AT_ONCE) this.loaded = this.readNow()
    return this.loaded
  }

  open(): Readable {
    return createReadStream(this.absolutePath, { highWaterMark: AT_ONCE })
  }

  async load(): Promise<void> {
    if (this.loaded !== undefined) return
    try {
      this.loaded = await readFile(this.absolutePath)
    } catch (cause) {
      throw unreadable(this.absolutePath, cause)
    }
  }

  plainFile(): FileBody {
    return this.plain ? this : new FileBody(this, true)
  }

  toString(): string {
    if (this.plain) return this.path
    return `GenericFile[${this.absolute ? this.absolutePath : this.relativePath}]`
  }

  private readNow(): Buffer {
    try {
      return readFileSync(this.absolutePath)
    } catch (cause) {
      throw unreadable(this.absolutePath, cause)
    }
  }
}

function unreadable(path: string, cause: unknown): Error {
  const missing = (cause as NodeJS.ErrnoException).code === 'ENOENT'
  return errors.KF_CONN_FILE(
    { reason: `Cannot read file: ${path}` },
    { cause, type: missing ? 'java.io.FileNotFoundException' : 'java.io.IOException' },
  )
}
