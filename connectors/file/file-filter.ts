import { errors } from '../../src/core/errors.ts'
import type { FileFacts } from '../../src/core/file-facts.ts'
import { compileAntPatterns } from './ant-pattern.ts'
import { compileDoneFile } from './done-file.ts'
import { MARKER } from './read-lock.ts'
import type { FileSourceOptions } from './source-fields.ts'

/** Decides by name alone what of a folder is looked at. */
export interface NameFilter {
  folder(name: string): boolean
  /** `names` holds all names in the folder. */
  file(name: string, relativePath: string, names: ReadonlySet<string>): boolean
}

/** Compiles the options that look at names. */
export function compileNameFilter(options: FileSourceOptions): NameFilter {
  const inAnt = compileAntPatterns(options.antInclude, options.antFilterCaseSensitive)
  const outAnt = compileAntPatterns(options.antExclude, options.antFilterCaseSensitive)
  const byName = compileNames(options)
  const done = options.doneFileName === undefined ? undefined : compileDoneFile(options.doneFileName)
  return {
    // Ant patterns are for files: one that excludes `sub/*` says nothing about what lies deeper
    folder: name => !name.endsWith(MARKER) && (!name.startsWith('.') || (options.includeHiddenDirs && name !== '.camel')),
    file(name, relativePath, names) {
      if (name.endsWith(MARKER) || (name.startsWith('.') && !options.includeHiddenFiles)) return false
      if ((outAnt?.(relativePath) ?? false) || !(inAnt?.(relativePath) ?? true) || !byName(name)) return false
      return done === undefined || (!done.is(name) && names.has(done.of(name)))
    },
  }
}

function compileNames(options: FileSourceOptions): (name: string) => boolean {
  const include = wholeName(options.include)
  const exclude = wholeName(options.exclude)
  const includeExt = extensions(options.includeExt)
  const excludeExt = extensions(options.excludeExt)
  return name =>
    !(exclude?.test(name) ?? false) && !(excludeExt?.(name) ?? false) && (include?.test(name) ?? true) && (includeExt?.(name) ?? true)
}

function wholeName(pattern: string | undefined): RegExp | undefined {
  if (pattern === undefined) return undefined
  try {
    return new RegExp(`^(?:${pattern})$`, 'i')
  } catch (cause) {
    throw errors.KF_FIELD_TYPE({ value: pattern, expected: 'a regular expression' }, { cause })
  }
}

function extensions(list: string | undefined): ((name: string) => boolean) | undefined {
  const all = list
    ?.toLowerCase()
    .split(',')
    .map(each => `.${each}`)
  return all && (name => all.some(each => name.toLowerCase().endsWith(each)))
}

/** Sorts the names of a folder as `preSort` says. */
export function compilePreSort(order: FileSourceOptions['preSort']): ((a: FileFacts, b: FileFacts) => number) | undefined {
  if (order === 'false') return undefined
  const down = order.startsWith('-') ? -1 : 1
  const by = order.replace(/^-/, '')
  if (by === 'modified') return (a, b) => down * (a.lastModified - b.lastModified)
  if (by === 'size') return (a, b) => down * (a.length - b.length)
  return (a, b) => down * (a.absolutePath < b.absolutePath ? -1 : a.absolutePath > b.absolutePath ? 1 : 0)
}
