import { type Stats, statSync } from 'node:fs'
import { userInfo } from 'node:os'
import { errors } from '../../src/core/errors.ts'

/** Reads further attributes of the file at a path, by their names; none where the file is gone. */
export type ReadAttributes = (path: string) => Record<string, unknown>

type Attribute = (stats: Stats) => unknown

const BITS = ['OTHERS_EXECUTE', 'OTHERS_WRITE', 'OTHERS_READ', 'GROUP_EXECUTE', 'GROUP_WRITE', 'GROUP_READ'].concat([
  'OWNER_EXECUTE',
  'OWNER_WRITE',
  'OWNER_READ',
])

const VIEWS: Readonly<Record<string, Readonly<Record<string, Attribute>>>> = {
  // in the order in which Java's map lists them
  basic: {
    creationTime: stats => stats.birthtime,
    isOther: stats => !stats.isFile() && !stats.isDirectory() && !stats.isSymbolicLink(),
    isRegularFile: stats => stats.isFile(),
    lastAccessTime: stats => stats.atime,
    isSymbolicLink: stats => stats.isSymbolicLink(),
    lastModifiedTime: stats => stats.mtime,
    size: stats => stats.size,
    isDirectory: stats => stats.isDirectory(),
    fileKey: stats => `(dev=${stats.dev.toString(16)},ino=${stats.ino})`,
  },
  posix: {
    group: stats => String(stats.gid),
    owner: stats => (stats.uid === process.getuid?.() ? userInfo().username : String(stats.uid)),
    permissions: stats => BITS.filter((_, bit) => (stats.mode & (1 << bit)) !== 0).reverse(),
  },
  unix: {
    gid: stats => stats.gid,
    ino: stats => stats.ino,
    mode: stats => stats.mode,
    nlink: stats => stats.nlink,
    uid: stats => stats.uid,
  },
}

/** Reads `extendedAttributes`: names such as `basic:size`, `posix:permissions`, `basic:*`, separated by commas; without a view it is `basic`. */
export function compileExtendedAttributes(names: string): ReadAttributes {
  const attributes = names.split(',').flatMap(name => attributesOf(name.trim()))
  return path => {
    const stats = statSync(path, { throwIfNoEntry: false })
    return stats === undefined ? {} : Object.fromEntries(attributes.map(([name, read]) => [name, read(stats)]))
  }
}

function attributesOf(name: string): [string, Attribute][] {
  const [view, attribute] = name.includes(':') ? name.split(':', 2) : ['basic', name]
  const known = VIEWS[view!] ?? {}
  const taken = Object.entries(known).filter(([each]) => attribute === '*' || attribute === each)
  if (taken.length > 0) return taken.map(([each, read]) => [`${view}:${each}`, read])
  const expected = Object.entries(VIEWS).flatMap(([each, all]) => Object.keys(all).map(one => `${each}:${one}`))
  throw errors.KF_FIELD_TYPE({ value: name, expected: `one of ${expected.join(', ')}` })
}
