import type { Stats } from 'node:fs'
import type { FileFacts } from '../../src/core/file-facts.ts'
import { absolutePath, folderOf, lastName, type StartFolder } from './paths.ts'

/** What is known about a file at a path below the start folder. */
export function factsOf(folder: StartFolder, relativePath: string, stats: Pick<Stats, 'size' | 'mtimeMs'>): FileFacts {
  const path = `${folder.path}/${relativePath}`
  return {
    name: relativePath,
    nameOnly: lastName(relativePath),
    relativePath,
    absolute: folder.absolute,
    absolutePath: absolutePath(path),
    path,
    parent: folderOf(path) ?? '',
    length: stats.size,
    lastModified: Math.floor(stats.mtimeMs),
  }
}

/**
 * The facts of the file under another name. As in Camel the name is then without folder, and the path below the start folder is the
 * new name as it was given, absolute where the start folder is.
 */
export function renamedFacts(facts: FileFacts, newName: string, folder: StartFolder): FileFacts {
  const named = newName.replaceAll(/\/{2,}/g, '/')
  const prefix = `${folder.path}/`
  const clipped = !facts.absolute && named.startsWith(prefix) ? named.slice(prefix.length) : named
  const absolute = clipped.startsWith('/')
  const path = absolute ? clipped : prefix + clipped
  return {
    ...facts,
    name: lastName(clipped),
    nameOnly: lastName(clipped),
    relativePath: clipped,
    absolute,
    absolutePath: absolutePath(path),
    path,
    parent: folderOf(path) ?? '',
  }
}
