import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { errors } from '../core/errors.ts'
import { exceptionMessage } from '../core/exceptions.ts'

interface LockedPackage {
  readonly version?: string
  readonly resolved?: string
  readonly integrity?: string
  readonly link?: boolean
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
  readonly [other: string]: unknown
}

/** What a lockfile pins, with all that stems from the project taken off: two projects with the same packages have the same. */
export interface Lockfile {
  /** The package.json to install by. */
  readonly manifest: string
  readonly lock: string
  readonly packages: number
  /** The project's `.npmrc`, which says where its registries are; it is never part of a layer. */
  readonly npmrc?: string
}

/** Reads a `package-lock.json`. Throws `KF_OCI_LOCKFILE` where a package in it is not pinned by its integrity. */
export function readLockfile(file: string): Lockfile {
  const wrong = (reason: string) => errors.KF_OCI_LOCKFILE({ file, reason })
  if (!existsSync(file)) throw wrong('there is no such file')
  const { lockfileVersion, packages } = parse(file)
  if (packages?.[''] === undefined || (lockfileVersion ?? 0) < 2)
    throw wrong('it is of an old form: npm 7 or later writes one that can be used')
  const root = packages['']
  const entries = Object.entries(packages).filter(([path, { dev }]) => path !== '' && dev !== true)
  for (const [path, found] of entries) {
    const reason = unpinned(path, found)
    if (reason !== undefined) throw wrong(`${path.replace(/^node_modules\//, '')} ${reason}`)
  }
  const own = {
    name: 'app',
    version: '0.0.0',
    private: true,
    ...(root.dependencies && { dependencies: sorted(root.dependencies) }),
    ...(root.optionalDependencies && { optionalDependencies: sorted(root.optionalDependencies) }),
  }
  const lock = {
    name: 'app',
    version: '0.0.0',
    lockfileVersion: 3,
    requires: true,
    packages: { '': own, ...sorted(Object.fromEntries(entries)) },
  }
  const npmrc = join(dirname(file), '.npmrc')
  return {
    manifest: `${JSON.stringify(own, null, 2)}\n`,
    lock: `${JSON.stringify(lock, null, 2)}\n`,
    packages: entries.length,
    ...(existsSync(npmrc) && { npmrc: readFileSync(npmrc, 'utf8') }),
  }
}

function parse(file: string): { lockfileVersion?: number; packages?: Record<string, LockedPackage> } {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as { lockfileVersion?: number; packages?: Record<string, LockedPackage> }
  } catch (cause) {
    throw errors.KF_OCI_LOCKFILE({ file, reason: `it is no JSON: ${exceptionMessage(cause)}` }, { cause })
  }
}

/** Why a package cannot be part of an image that depends on the lockfile alone. */
function unpinned(path: string, { link, resolved, integrity, inBundle }: LockedPackage): string | undefined {
  if (!path.includes('node_modules/') || link === true) return 'is a folder of the workspace, not a package of a registry: publish it first'
  if (resolved?.startsWith('file:')) return 'comes from a file of this machine: publish it to a registry first'
  if (integrity === undefined && inBundle !== true) return 'has no integrity'
  return undefined
}

function sorted<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)))
}
