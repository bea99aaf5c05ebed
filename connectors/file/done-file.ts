import { errors } from '../../src/core/errors.ts'
import { folderOf, lastName, withoutExtension } from './paths.ts'

/** The name of the file that says that another one is complete. */
export interface DoneFile {
  /** The path of the done file of a file: in the same folder. */
  of(path: string): string
  /** Whether a name (without folder) is that of a done file. */
  is(name: string): boolean
  /** Whether each file has one of its own. */
  readonly dynamic: boolean
}

const NAME = /\$(?:simple)?\{file:name\}/
const NO_EXT = /\$(?:simple)?\{file:name\.noext\}/

/** Reads `doneFileName`: plain text, or text with `${file:name}` or `${file:name.noext}`; other functions are refused, as in Camel. */
export function compileDoneFile(pattern: string): DoneFile {
  const fixed = pattern.replace(NAME, '').replace(NO_EXT, '')
  if (/\$(?:simple)?\{/.test(fixed)) throw errors.KF_FIELD_TYPE({ value: pattern, expected: '${file:name} or ${file:name.noext} only' })
  const dynamic = fixed !== pattern
  const prefixed = pattern.indexOf('${') > 0
  return {
    dynamic,
    of(path) {
      const name = lastName(path)
      const done = pattern.replace(NAME, () => name).replace(NO_EXT, () => withoutExtension(name))
      const folder = folderOf(path)
      return folder === undefined ? done : `${folder === '/' ? '' : folder}/${done}`
    },
    is: name => (dynamic ? (prefixed ? name.startsWith(fixed) : name.endsWith(fixed)) : name === pattern),
  }
}
