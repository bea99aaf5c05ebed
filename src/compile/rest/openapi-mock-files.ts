import { existsSync, readdirSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { errors } from '../../core/errors.ts'
import { resourcePath } from '../../kit/resource.ts'

/** Files with answers by the path of the request without ending: `pets/1` for `camel-mock/pets/1.json`. */
export type MockFiles = Readonly<Record<string, readonly string[]>>

/** Finds the files below a pattern such as `classpath:camel-mock/**`; several stand with commas between. Reads the folders synchronously. */
export function findMockFiles(patterns: string, directory: string): MockFiles {
  const found: Record<string, string[]> = {}
  for (const pattern of patterns.split(',').map(each => each.trim())) {
    const { root, matches } = splitPattern(pattern, directory)
    for (const file of filesBelow(root)) {
      const name = relative(root, file).split(sep).join('/')
      if (matches.test(name)) (found[name.replace(/\.[^./]*$/, '')] ??= []).push(file)
    }
  }
  for (const files of Object.values(found)) files.sort()
  return found
}

function splitPattern(pattern: string, directory: string): { root: string; matches: RegExp } {
  const segments = pattern.split('/')
  const wild = segments.findIndex(segment => /[*?]/.test(segment))
  const fixed = wild < 0 ? segments : segments.slice(0, wild)
  const folder = fixed.join('/').replace(/^(?:classpath|file):(?:\/\/)?$/, '')
  if (folder === '') throw errors.KF_FIELD_INVALID({ option: 'mockIncludePattern', reason: `${pattern} names no folder` })
  return { root: resourcePath(folder, directory), matches: antPattern(wild < 0 ? ['**'] : segments.slice(wild)) }
}

/** `**` is any number of folders, `*` any part of a name, `?` one character. */
function antPattern(segments: readonly string[]): RegExp {
  const source = segments.map((segment, index) => {
    const last = index === segments.length - 1
    if (segment === '**') return last ? '.*' : '(?:[^/]+/)*'
    const name = segment
      .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '[^/]*')
      .replaceAll('?', '[^/]')
    return last ? name : `${name}/`
  })
  return new RegExp(`^${source.join('')}$`)
}

function filesBelow(root: string): string[] {
  if (!existsSync(root)) return []
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
}
