import { markJavaClass } from '../../converters/index.ts'
import { errors } from '../../core/errors.ts'
import type { Exchange } from '../../core/exchange.ts'
import { MessagePart } from '../../core/message-part.ts'
import { boolean, integer } from '../../kit/field.ts'
import type { DataFormat } from '../../kit/format.ts'
import { inputBytes, output } from '../input.ts'
import type { ArchiveEntry, NewEntry } from './zip.ts'

/** The options of zipFile and tarFile. */
export const archiveFields = {
  usingIterator: boolean({
    describe: 'Gives an iterator over the entries, for split, instead of the content of the only one.',
    default: false,
  }),
  allowEmptyDirectory: boolean({ describe: 'Lets the iterator give folders too.', default: false }),
  preservePathElements: boolean({
    describe: 'Keeps the path of CamelFileName in the archive, with its folders as entries.',
    default: false,
  }),
  maxDecompressedSize: integer({ describe: 'The largest entry that is unpacked, in bytes; -1 for any size.', default: 1_073_741_824 }),
} as const

export interface ArchiveOptions {
  readonly usingIterator: boolean
  readonly allowEmptyDirectory: boolean
  readonly preservePathElements: boolean
  readonly maxDecompressedSize: number
}

/** What tells an archive's kind from others. */
export interface ArchiveKind {
  /** `zip`: the ending of the file's name. */
  readonly ending: string
  /** `Zip`, as in messages. */
  readonly title: string
  readonly iterator: string
  /** The header that has the entry's name, beside CamelFileName. */
  readonly entryHeader: string
  /** Camel's iterator over a TAR finds out only at the end that no entry follows: it gives null then, which split passes over. */
  readonly endsWithNull?: boolean
  read(bytes: Buffer, limit: number): ArchiveEntry[]
  /** Behind the entries of the archive `before`, where one is given. */
  write(entries: readonly NewEntry[], modified: Date, before?: Buffer): Buffer
}

/** The format of an archive: packs the body as the only entry, unpacks the only entry or gives an iterator over all. */
export function archiveFormat(kind: ArchiveKind, options: ArchiveOptions): DataFormat {
  return {
    marshal: (exchange, body) => pack(kind, options, exchange, body),
    unmarshal: (exchange, body) =>
      options.usingIterator
        ? archiveParts(kind, options, inputBytes(exchange, body))
        : unpackOnly(kind, options, exchange, inputBytes(exchange, body)),
  }
}

function pack(kind: ArchiveKind, { preservePathElements }: ArchiveOptions, exchange: Exchange, body: unknown): unknown {
  const content = inputBytes(exchange, body)
  const given = exchange.header('CamelFileName')
  const path = given === undefined || given === null ? exchange.messageId : String(given)
  const name = path.split('/').at(-1)!
  const entry = preservePathElements ? path.replace(/^\/+/, '') : name
  const folders = entry
    .split('/')
    .slice(0, -1)
    .map((_, i, all) => ({ name: `${all.slice(0, i + 1).join('/')}/`, content: Buffer.alloc(0) }))
  exchange.setHeader('CamelFileName', `${name}.${kind.ending}`)
  return output(kind.write([...folders, { name: entry, content }], new Date(exchange.services.clock.now())))
}

function unpackOnly(kind: ArchiveKind, { maxDecompressedSize }: ArchiveOptions, exchange: Exchange, bytes: Buffer): unknown {
  const [entry, second] = kind.read(bytes, maxDecompressedSize)
  if (!entry) throw damaged(kind)
  const content = entry.content()
  exchange.setHeader('CamelFileName', entry.name)
  if (second) throw refused(`${kind.title} file has more than 1 entry.`)
  return output(content)
}

function damaged({ ending }: ArchiveKind): Error {
  return refused(`Unable to un${ending} the file, it may be corrupted.`)
}

function refused(reason: string): Error {
  return errors.KF_FORMAT_UNMARSHAL({ format: 'archive', reason }, { type: 'java.lang.IllegalStateException' })
}

/** The entries of an archive as messages, each unpacked when it is taken. */
export function archiveParts(
  kind: ArchiveKind,
  options: Pick<ArchiveOptions, 'allowEmptyDirectory' | 'maxDecompressedSize'>,
  bytes: Buffer,
): Generator<MessagePart | null> {
  const entries = kind.read(bytes, options.maxDecompressedSize)
  if (kind.endsWithNull && entries.length === 0) throw damaged(kind)
  return markJavaClass(eachEntry(kind, options, entries), kind.iterator)
}

function* eachEntry(
  kind: ArchiveKind,
  { allowEmptyDirectory }: Pick<ArchiveOptions, 'allowEmptyDirectory'>,
  entries: readonly ArchiveEntry[],
): Generator<MessagePart | null> {
  for (const entry of entries) {
    if (entry.directory && !allowEmptyDirectory) continue
    yield new MessagePart(output(entry.directory ? Buffer.alloc(0) : entry.content()), {
      [kind.entryHeader]: entry.name,
      CamelFileName: entry.name,
    })
  }
  if (kind.endsWithNull) yield null
}
