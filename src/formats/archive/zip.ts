import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib'
import { errors } from '../../core/errors.ts'

/** A file in an archive; its content is unpacked when it is asked for. */
export interface ArchiveEntry {
  readonly name: string
  readonly directory: boolean
  content(): Buffer
}

/** A file that is put into an archive. */
export interface NewEntry {
  readonly name: string
  readonly content: Buffer
}

const LOCAL = 0x04034b50
const CENTRAL = 0x02014b50
const END = 0x06054b50
const END_SIZE = 22
const STORED = 0
const DEFLATED = 8
const UTF8_NAMES = 0x0800

/** The entries of a ZIP archive in the order of its directory; none where the bytes are no archive. `limit` bounds the size of an entry, -1 not at all. */
export function readZip(bytes: Buffer, limit: number): ArchiveEntry[] {
  const end = findEnd(bytes)
  if (end < 0) return []
  const entries: ArchiveEntry[] = []
  let at = bytes.readUInt32LE(end + 16)
  for (let left = bytes.readUInt16LE(end + 10); left > 0 && bytes.readUInt32LE(at) === CENTRAL; left--) {
    const [nameLength, extraLength, commentLength] = [bytes.readUInt16LE(at + 28), bytes.readUInt16LE(at + 30), bytes.readUInt16LE(at + 32)]
    const utf8 = (bytes.readUInt16LE(at + 8) & UTF8_NAMES) !== 0
    const name = bytes.toString(utf8 ? 'utf8' : 'latin1', at + 46, at + 46 + nameLength)
    const start = at
    entries.push({ name, directory: name.endsWith('/'), content: () => unpack(bytes, start, limit) })
    at += 46 + nameLength + extraLength + commentLength
  }
  return entries
}

function findEnd(bytes: Buffer): number {
  for (let at = bytes.length - END_SIZE; at >= 0 && at > bytes.length - END_SIZE - 0x10000; at--) {
    if (bytes.readUInt32LE(at) === END) return at
  }
  return -1
}

function unpack(bytes: Buffer, central: number, limit: number): Buffer {
  const method = bytes.readUInt16LE(central + 10)
  const size = bytes.readUInt32LE(central + 20)
  const local = bytes.readUInt32LE(central + 42)
  if (bytes.readUInt32LE(local) !== LOCAL) throw corrupted('the directory points to no entry')
  const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
  const packed = bytes.subarray(start, start + size)
  if (method === STORED) return limited(packed, limit)
  if (method !== DEFLATED) throw corrupted(`compression method ${method} is not supported`)
  return inflate(packed, limit)
}

function inflate(packed: Buffer, limit: number): Buffer {
  try {
    return inflateRawSync(packed, limit >= 0 ? { maxOutputLength: Math.max(1, limit) } : {})
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge()
    throw corrupted((error as Error).message, error)
  }
}

export function limited(content: Buffer, limit: number): Buffer {
  if (limit >= 0 && content.length > limit) throw tooLarge()
  return content
}

export function tooLarge(): Error {
  return errors.KF_FORMAT_UNMARSHAL({ format: 'archive', reason: 'The InputStream entry being copied exceeds the maximum allowed size' })
}

function corrupted(reason: string, cause?: unknown): Error {
  return errors.KF_FORMAT_UNMARSHAL({ format: 'zipFile', reason }, { type: 'java.util.zip.ZipException', cause })
}

/** A ZIP archive of entries, behind those of the archive `before`; a name that ends with a slash is a folder. */
export function writeZip(entries: readonly NewEntry[], modified: Date, before?: Buffer): Buffer {
  const kept = before === undefined ? EMPTY : partsOf(before)
  const parts: Buffer[] = [kept.entries]
  const directory: Buffer[] = [kept.directory]
  let offset = kept.entries.length
  for (const { name, content } of entries) {
    const path = Buffer.from(name, 'utf8')
    const stored = name.endsWith('/')
    const packed = stored ? content : deflateRawSync(content)
    const common = commonHeader(stored ? STORED : DEFLATED, modified, crc32(content), packed.length, content.length, path.length)
    const local = Buffer.concat([uint32(LOCAL), common, path])
    directory.push(Buffer.concat([uint32(CENTRAL), uint16(20), common, Buffer.alloc(10), uint32(offset), path]))
    parts.push(local, packed)
    offset += local.length + packed.length
  }
  return Buffer.concat([...parts, ...directory, endOf(kept.count + entries.length, Buffer.concat(directory).length, offset)])
}

/** An archive taken apart: what stands before its directory, and the directory. */
interface Parts {
  readonly entries: Buffer
  readonly directory: Buffer
  readonly count: number
}

const EMPTY: Parts = { entries: Buffer.alloc(0), directory: Buffer.alloc(0), count: 0 }

function partsOf(bytes: Buffer): Parts {
  const end = findEnd(bytes)
  if (end < 0) throw corrupted('there is no directory')
  const start = bytes.readUInt32LE(end + 16)
  return { entries: bytes.subarray(0, start), directory: bytes.subarray(start, end), count: bytes.readUInt16LE(end + 10) }
}

function endOf(count: number, size: number, offset: number): Buffer {
  return Buffer.concat([uint32(END), uint16(0), uint16(0), uint16(count), uint16(count), uint32(size), uint32(offset), uint16(0)])
}

/** What the headers of an entry before it and in the directory have in common. */
function commonHeader(method: number, modified: Date, checksum: number, packed: number, size: number, nameLength: number): Buffer {
  const time = (modified.getHours() << 11) | (modified.getMinutes() << 5) | (modified.getSeconds() >> 1)
  const date = (Math.max(0, modified.getFullYear() - 1980) << 9) | ((modified.getMonth() + 1) << 5) | modified.getDate()
  return Buffer.concat([
    uint16(20),
    uint16(UTF8_NAMES),
    uint16(method),
    uint16(time),
    uint16(date),
    uint32(checksum),
    uint32(packed),
    uint32(size),
    uint16(nameLength),
    uint16(0),
  ])
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16LE(value)
  return bytes
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value >>> 0)
  return bytes
}
