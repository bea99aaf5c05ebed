import { randomUUID } from 'node:crypto'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { Readable } from 'node:stream'
import { ATTACHMENTS, type Attachment } from '../../src/core/attachment.ts'
import type { Exchange } from '../../src/core/exchange.ts'
import type { ByteSource } from '../../src/core/stream-body.ts'
import { mediaTypeOfFile } from '../../src/http/file-types.ts'
import { type Part, parseMultipart } from '../../src/http/multipart.ts'
import { applyForm } from './form.ts'

/** A file that came with a request; it lies in a folder for temporary files until the exchange ends. */
class UploadedFile implements ByteSource {
  readonly isByteSource = true
  /** Its path. */
  readonly name: string
  readonly bytes: Buffer

  constructor(name: string, bytes: Buffer) {
    this.name = name
    this.bytes = bytes
  }

  open(): Readable {
    return Readable.from([this.bytes], { objectMode: false })
  }

  load(): Promise<void> {
    return Promise.resolve()
  }

  toString(): string {
    return this.name
  }
}

export interface UploadSettings {
  readonly populateBodyWithForm: boolean
  /** Endings of the files that are taken, lower-case; `undefined` takes all. */
  readonly accepted: string | undefined
}

/**
 * Puts a `multipart/form-data` body into an exchange: fields as with any form, files as attachments by the names of their fields, and how
 * many files came (`CamelAttachmentsSize`). A single file becomes the body too.
 */
export async function applyMultipart(exchange: Exchange, body: Buffer, contentType: string, settings: UploadSettings): Promise<void> {
  const parts = parseMultipart(body, contentType)
  const fields = parts.filter(part => part.fileName === undefined)
  const files = parts.filter(part => part.fileName !== undefined)
  const taken = files.filter(part => isAccepted(part, settings.accepted))
  applyForm(
    exchange,
    fields.map(({ name, content }) => [name, content.toString('utf8')] as const),
    settings.populateBodyWithForm,
  )
  exchange.setHeader('CamelAttachmentsSize', files.length)
  if (taken.length > 0) exchange.setProperty(ATTACHMENTS, new Map(taken.map(part => [part.name, attachmentOf(part)])))
  const [only] = taken
  if (files.length === 1 && only !== undefined) await storeFile(exchange, only)
}

/** As in Camel the name of the file says its type, and the headers of its part are not kept. */
function attachmentOf({ name, fileName = '', content }: Part): Attachment {
  return { name, content, contentType: mediaTypeOfFile(fileName) ?? 'application/octet-stream', headers: {} }
}

function isAccepted({ fileName }: Part, accepted: string | undefined): boolean {
  const ending = extname(fileName ?? '')
    .slice(1)
    .toLowerCase()
  return accepted === undefined || ending === '' || accepted === '*' || accepted.includes(ending)
}

async function storeFile(exchange: Exchange, { fileName = '', contentType, content }: Part): Promise<void> {
  const folder = join(tmpdir(), 'camel', `camel-tmp-${randomUUID()}`)
  const path = join(folder, randomUUID())
  await mkdir(folder, { recursive: true })
  await writeFile(path, content)
  exchange.unit().add(() => rm(folder, { recursive: true, force: true }))
  exchange.setHeader('CamelFilePath', path)
  exchange.setHeader('CamelFileLength', content.length)
  exchange.setHeader('CamelFileName', fileName)
  const type = mediaTypeOfFile(fileName) ?? contentType
  if (type !== undefined) exchange.setHeader('CamelFileContentType', type)
  exchange.body = new UploadedFile(path, content)
}
