import { isAbsolute, resolve } from 'node:path'

/** The folder that an endpoint works in, without trailing slash, as it was given. */
export interface StartFolder {
  readonly path: string
  readonly absolute: boolean
}

export function startFolder(path: string): StartFolder {
  const plain = path.replaceAll(/\/{2,}/g, '/').replace(/(?<=.)\/$/, '')
  return { path: plain, absolute: isAbsolute(plain) }
}

/** An absolute path; a relative one counts from the working directory. */
export function absolutePath(path: string): string {
  return isAbsolute(path) ? path : resolve(path)
}

/** What stands before the last slash; `undefined` where there is none. */
export function folderOf(path: string): string | undefined {
  const slash = path.lastIndexOf('/')
  return slash < 0 ? undefined : slash === 0 ? '/' : path.slice(0, slash)
}

/** What stands behind the last slash. */
export function lastName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** Resolves `.`, `..` and double slashes; a trailing slash stays. */
export function compactPath(path: string): string {
  const kept: string[] = []
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue
    if (part === '..' && kept.length > 0 && kept.at(-1) !== '..') kept.pop()
    else kept.push(part)
  }
  return (path.startsWith('/') ? '/' : '') + kept.join('/') + (path.endsWith('/') && kept.length > 0 ? '/' : '')
}

/** Without its last extension. */
export function withoutExtension(name: string): string {
  const dot = name.lastIndexOf('.')
  return dot <= 0 ? name : name.slice(0, dot)
}
