import { type Dirent, statSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { errors } from '../../src/core/errors.ts'
import type { FileFacts } from '../../src/core/file-facts.ts'
import { factsOf } from './facts.ts'
import { compileNameFilter, compilePreSort } from './file-filter.ts'
import type { FileSourceOptions } from './source-fields.ts'

/** What a search asks beside the names. */
export interface Search {
  /** Whether to look into a folder. */
  enters(folder: FileFacts): Promise<boolean>
  /** Whether to take a file; it counts as in progress then. */
  takes(file: FileFacts): Promise<boolean>
  /** Whether enough are found. */
  full(found: number): boolean
  turn(): void | Promise<void>
}

interface Entry {
  readonly facts: FileFacts
  readonly isFolder: boolean
}

/** Finds the files that a poll takes. Entries that vanish meanwhile are left out. */
export function compileFindFiles(options: FileSourceOptions): (search: Search) => Promise<FileFacts[]> {
  const names = compileNameFilter(options)
  const preSort = compilePreSort(options.preSort)
  const folder = options.directoryName

  const entriesOf = async (below: string): Promise<Entry[]> => {
    const entries = await list(`${folder.path}/${below}`, options)
    const all = new Set(entries.map(entry => entry.name))
    const accepted = entries.map(entry => entryOf(entry, below, all)).filter(entry => entry !== undefined)
    return preSort === undefined ? accepted : accepted.sort((a, b) => preSort(a.facts, b.facts))
  }

  const wanted = (isFolder: boolean, name: string, path: string, all: ReadonlySet<string>) =>
    isFolder ? options.recursive && names.folder(name) : names.file(name, path, all)

  // looks at the name first: what is left out needs no look at the file itself, unless it is a link
  const entryOf = (entry: Dirent, below: string, all: ReadonlySet<string>): Entry | undefined => {
    const path = below + entry.name
    const link = entry.isSymbolicLink()
    if (!link && !wanted(entry.isDirectory(), entry.name, path, all)) return undefined
    const stats = statSync(`${folder.path}/${path}`, { throwIfNoEntry: false })
    if (stats === undefined || !(stats.isFile() || stats.isDirectory())) return undefined
    if (link && !wanted(stats.isDirectory(), entry.name, path, all)) return undefined
    return { facts: factsOf(folder, path, stats), isFolder: stats.isDirectory() }
  }

  const walk = async (below: string, depth: number, search: Search, found: FileFacts[]): Promise<void> => {
    for (const { facts, isFolder } of await entriesOf(below)) {
      if (search.full(found.length)) return
      await search.turn()
      if (isFolder) {
        if (depth < options.maxDepth && (await search.enters(facts))) await walk(`${facts.name}/`, depth + 1, search, found)
      } else if (depth >= options.minDepth && (await search.takes(facts))) found.push(facts)
    }
  }

  return async search => {
    const found: FileFacts[] = []
    await walk('', 1, search, found)
    return found
  }
}

async function list(path: string, { directoryMustExist }: FileSourceOptions): Promise<Dirent[]> {
  try {
    return await readdir(path, { withFileTypes: true })
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    if (code !== 'ENOENT' && code !== 'ENOTDIR') throw errors.KF_CONN_FILE({ reason: `Cannot list directory: ${path}` }, { cause })
    if (directoryMustExist) throw errors.KF_CONN_FILE({ reason: `Directory does not exist: ${path.replace(/\/$/, '')}` }, { cause })
    return []
  }
}
