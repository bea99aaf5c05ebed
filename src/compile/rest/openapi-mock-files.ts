import { existsSync, readdirSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { errors } from '../../core/errors.ts'
import { resourcePath } from '../../kit/resource.ts'

/** A file with an answer. */
export interface MockFile {
  readonly file: string
  /** The whole path with slashes, without its ending. */
  readonly name: string
  /** `json` of `1.json`; empty where there is none. */
  readonly ending: string
}

/** Finds the files below a pattern such as `classpath:camel-mock/**`; several stand with commas between. Reads the folders synchronously. */
export function findMockFiles(patterns: string, directory: string): readonly MockFile[] {
  return patterns.split(',').flatMap(each => {
    const { root, matches } = splitPattern(each.trim(), directory)
    const files = filesBelow(root).filter(file => matches.test(slashed(relative(root, file))))
    return files.sort().map(mockFile)
  })
}

function mockFile(file: string): MockFile {
  const [, name, ending] = /^(.*?)(?:\.([^./]*))?$/s.exec(slashed(file))!
  return { file, name: name!, ending: ending ?? '' }
}

function slashed(path: string): string {
  return path.split(sep).join('/')
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
