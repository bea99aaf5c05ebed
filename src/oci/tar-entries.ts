import { createReadStream, type Dirent, readdirSync, readlinkSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { TarEntry } from './tar.ts'

/** The entries of a folder with all below, as they shall stand under `prefix`. `wanted` is asked for paths relative to the folder. */
export function folderEntries(folder: string, prefix: string, wanted: (path: string) => boolean = () => true): TarEntry[] {
  const walk = (relative: string): TarEntry[] =>
    readdirSync(join(folder, relative), { withFileTypes: true }).flatMap(child => {
      const path = relative === '' ? child.name : `${relative}/${child.name}`
      if (!wanted(path)) return []
      const own = entryOf(child, join(folder, path), `${prefix}/${path}`)
      return child.isDirectory() ? [own, ...walk(path)] : [own]
    })
  return walk('')
}

function entryOf(child: Dirent, file: string, path: string): TarEntry {
  if (child.isDirectory()) return { path, kind: 'folder' }
  if (child.isSymbolicLink()) return { path, kind: 'link', target: readlinkSync(file) }
  return fileEntry(file, path)
}

/** One file, as it shall stand at `path`. */
export function fileEntry(file: string, path: string): TarEntry {
  const { size, mode } = statSync(file)
  return { path, kind: 'file', executable: (mode & 0o100) !== 0, size, read: () => createReadStream(file) }
}

/** A file of this text. */
export function textEntry(text: string, path: string): TarEntry {
  const bytes = Buffer.from(text)
  return { path, kind: 'file', executable: false, size: bytes.length, read: () => [bytes] }
}

/** The folders above a path, which an archive names before what is in them. */
export function parentEntries(path: string): TarEntry[] {
  const parts = path.split('/')
  return parts.map((_, index) => ({ path: parts.slice(0, index + 1).join('/'), kind: 'folder' }))
}
