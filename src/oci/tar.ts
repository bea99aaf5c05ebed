/** An entry of an archive; `path` has no slash at its beginning or end. */
export type TarEntry =
  | { readonly path: string; readonly kind: 'folder' }
  | { readonly path: string; readonly kind: 'link'; readonly target: string }
  | {
      readonly path: string
      readonly kind: 'file'
      readonly executable: boolean
      readonly size: number
      read(): AsyncIterable<Uint8Array> | Iterable<Uint8Array>
    }

const BLOCK = 512

/**
 * The bytes of a tar archive (ustar, with PAX records for what does not fit). The same entries give the same bytes: sorted by path, all of
 * them owned by 0:0, of the first second of 1970, and with one of two modes.
 */
export async function* tar(entries: readonly TarEntry[]): AsyncGenerator<Uint8Array> {
  for (const entry of [...entries].sort(byPath)) {
    yield* header(entry)
    if (entry.kind !== 'file') continue
    let written = 0
    for await (const chunk of entry.read()) {
      written += chunk.length
      yield chunk
    }
    yield padding(written)
  }
  yield new Uint8Array(2 * BLOCK)
}

/** By bytes, so that no locale matters. */
function byPath(a: TarEntry, b: TarEntry): number {
  return Buffer.compare(Buffer.from(a.path), Buffer.from(b.path))
}

function padding(size: number): Uint8Array {
  return new Uint8Array((BLOCK - (size % BLOCK)) % BLOCK)
}

const TYPES = { file: '0', link: '2', folder: '5' } as const

function* header(entry: TarEntry): Generator<Uint8Array> {
  const path = entry.kind === 'folder' ? `${entry.path}/` : entry.path
  const target = entry.kind === 'link' ? entry.target : ''
  const name = ustarName(path)
  const records = [...(name === undefined ? [record('path', path)] : []), ...(byteLength(target) > 100 ? [record('linkpath', target)] : [])]
  if (records.length > 0) {
    const bytes = Buffer.from(records.join(''))
    yield block({ name: 'PaxHeader', prefix: '' }, { type: 'x', mode: 0o644, size: bytes.length, target: '' })
    yield bytes
    yield padding(bytes.length)
  }
  const mode = entry.kind === 'folder' || entry.kind === 'link' || entry.executable ? 0o755 : 0o644
  const size = entry.kind === 'file' ? entry.size : 0
  yield block(name ?? { name: cut(path), prefix: '' }, { type: TYPES[entry.kind], mode, size, target: cut(target) })
}

function byteLength(text: string): number {
  return Buffer.byteLength(text)
}

/** What a reader shows that knows no PAX records. */
function cut(text: string): string {
  return Buffer.from(text).subarray(0, 100).toString('latin1')
}

interface Name {
  readonly name: string
  readonly prefix: string
}

/** Splits a path at a slash so that both parts fit. */
function ustarName(path: string): Name | undefined {
  if (byteLength(path) <= 100) return { name: path, prefix: '' }
  if (byteLength(path) !== path.length) return undefined
  const slash = path.lastIndexOf('/', Math.min(155, path.length - 2))
  return slash > 0 && path.length - slash - 1 <= 100 ? { name: path.slice(slash + 1), prefix: path.slice(0, slash) } : undefined
}

/** `LENGTH key=value`, where the length counts itself. */
function record(key: string, value: string): string {
  const rest = ` ${key}=${value}\n`
  let length = byteLength(rest)
  while (byteLength(`${length}${rest}`) !== length) length = byteLength(`${length}${rest}`)
  return `${length}${rest}`
}

interface Facts {
  readonly type: string
  readonly mode: number
  readonly size: number
  readonly target: string
}

function block({ name, prefix }: Name, { type, mode, size, target }: Facts): Uint8Array {
  const bytes = Buffer.alloc(BLOCK)
  const octal = (value: number, at: number, length: number) => bytes.write(value.toString(8).padStart(length - 1, '0'), at, 'latin1')
  bytes.write(name, 0, 'utf8')
  octal(mode, 100, 8)
  octal(0, 108, 8)
  octal(0, 116, 8)
  octal(size, 124, 12)
  octal(0, 136, 12)
  bytes.fill(' ', 148, 156)
  bytes.write(type, 156, 'latin1')
  bytes.write(target, 157, 'latin1')
  bytes.write('ustar\u000000', 257, 'latin1')
  octal(0, 329, 8)
  octal(0, 337, 8)
  bytes.write(prefix, 345, 'latin1')
  const sum = bytes.reduce((total, byte) => total + byte, 0)
  bytes.write(`${sum.toString(8).padStart(6, '0')}\u0000 `, 148, 'latin1')
  return bytes
}
