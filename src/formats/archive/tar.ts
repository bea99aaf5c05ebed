import { type ArchiveEntry, limited, type NewEntry } from './zip.ts'

const BLOCK = 512

/** The entries of a TAR archive (ustar, GNU and pax names); none where the bytes are no archive. `limit` bounds the size of an entry, -1 not at all. */
export function readTar(bytes: Buffer, limit: number): ArchiveEntry[] {
  const entries: ArchiveEntry[] = []
  let longName: string | undefined
  for (let at = 0; at + BLOCK <= bytes.length && bytes[at] !== 0; ) {
    if (!isHeader(bytes.subarray(at, at + BLOCK))) return []
    const size = octal(bytes, at + 124, 12)
    const start = at + BLOCK
    const content = bytes.subarray(start, start + size)
    const type = String.fromCharCode(bytes[at + 156]!)
    if (type === 'L') longName = text(content, 0, content.length)
    else if (type === 'x') longName = paxPath(content.toString('utf8')) ?? longName
    else if (type !== 'g') {
      entries.push({ name: longName ?? nameOf(bytes, at), directory: type === '5', content: () => limited(content, limit) })
      longName = undefined
    }
    at = start + Math.ceil(size / BLOCK) * BLOCK
  }
  return entries
}

function isHeader(header: Buffer): boolean {
  const stored = octal(header, 148, 8)
  const sum = header.reduce((total, byte, index) => total + (index >= 148 && index < 156 ? 32 : byte), 0)
  return stored === sum
}

function octal(bytes: Buffer, at: number, length: number): number {
  return Number.parseInt(text(bytes, at, length).trim() || '0', 8) || 0
}

function text(bytes: Buffer, at: number, length: number): string {
  const end = bytes.indexOf(0, at)
  return bytes.toString('utf8', at, end < 0 || end > at + length ? at + length : end)
}

function nameOf(bytes: Buffer, at: number): string {
  const prefix = text(bytes, at + 257, 5) === 'ustar' ? text(bytes, at + 345, 155) : ''
  return prefix === '' ? text(bytes, at, 100) : `${prefix}/${text(bytes, at, 100)}`
}

function paxPath(records: string): string | undefined {
  return /(?:^|\n)\d+ path=(.*)\n/.exec(records)?.[1]
}

/** A TAR archive of entries, behind those of the archive `before`; a name that ends with a slash is a folder. */
export function writeTar(entries: readonly NewEntry[], modified: Date, before?: Buffer): Buffer {
  const parts = entries.flatMap(({ name, content }) => [
    ...longNameParts(name),
    header(name, content.length, name.endsWith('/') ? '5' : '0', modified),
    padded(content),
  ])
  return Buffer.concat([...(before === undefined ? [] : [before.subarray(0, endOfEntries(before))]), ...parts, Buffer.alloc(BLOCK * 2)])
}

function endOfEntries(bytes: Buffer): number {
  let at = 0
  while (at + BLOCK <= bytes.length && bytes[at] !== 0) at += BLOCK + Math.ceil(octal(bytes, at + 124, 12) / BLOCK) * BLOCK
  return at
}

function longNameParts(name: string): Buffer[] {
  const path = Buffer.from(`${name}\0`, 'utf8')
  return path.length <= 101 ? [] : [header('././@LongLink', path.length, 'L', new Date(0)), padded(path)]
}

function padded(content: Buffer): Buffer {
  return Buffer.concat([content, Buffer.alloc((BLOCK - (content.length % BLOCK)) % BLOCK)])
}

function header(name: string, size: number, type: string, modified: Date): Buffer {
  const block = Buffer.alloc(BLOCK)
  const field = (value: string, at: number, length: number) => block.write(value, at, length, 'utf8')
  const number = (value: number, at: number, length: number) => field(`${value.toString(8).padStart(length - 1, '0')}\0`, at, length)
  field(name, 0, 100)
  number(type === '5' ? 0o40755 : 0o100644, 100, 8)
  number(0, 108, 8)
  number(0, 116, 8)
  number(size, 124, 12)
  number(Math.floor(modified.getTime() / 1000), 136, 12)
  field('        ', 148, 8)
  field(type, 156, 1)
  field('ustar\0', 257, 6)
  field('00', 263, 2)
  number(
    block.reduce((sum, byte) => sum + byte, 0),
    148,
    7,
  )
  return block
}
