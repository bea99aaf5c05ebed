import { errors } from '../../src/core/errors.ts'
import { type Built, boolean, choice, type Field, sinkFields, template, text } from '../../src/kit/index.ts'
import { commonFields, type directoryName } from './common-fields.ts'
import { moveName } from './move-name.ts'

/** `\n`, `\t` and `\r` are written with a backslash. */
const appendChars: Field<string | undefined> = {
  ...text({ describe: 'Written behind each body that is appended; `\\n`, `\\t` and `\\r` stand for line feed, tab and carriage return.' }),
  build(raw, scope) {
    const value = raw === undefined || raw === null ? undefined : scope.text(String(raw))
    return value?.replaceAll(/\\([ntr])/g, (_, letter: 'n' | 't' | 'r') => ({ n: '\n', t: '\t', r: '\r' })[letter])
  },
}

/** Three octal digits, as the operating system takes them; a fourth before them is left out. */
function permissions(describe: string): Field<number | undefined> {
  return {
    ...text({ describe, advanced: true }),
    build(raw, scope) {
      const digits = raw === undefined || raw === null ? undefined : scope.text(String(raw))
      if (digits === undefined || digits === '') return undefined
      if (!/^\d?[0-7]{3}$/.test(digits)) throw errors.KF_FIELD_TYPE({ value: digits, expected: 'permissions between 000 and 777' })
      return Number.parseInt(digits.slice(-3), 8)
    },
  }
}

/** Options of the file sink. */
export const fileSinkFields = {
  ...sinkFields,
  ...commonFields,
  fileName: template('file', {
    describe: 'Name of the file, which may contain folders; an expression of the file language. Stronger than the header `CamelFileName`.',
  }),
  jailStartingDirectory: boolean({ describe: 'Whether a name that leads out of the folder is refused.', default: true }),
  flatten: boolean({ describe: 'Whether folders in the name are left out.', default: false }),
  fileExist: choice(['Override', 'Append', 'Fail', 'Ignore', 'Move', 'TryRename'], {
    describe: 'What happens where the file is there already.',
    default: 'Override',
  }),
  appendChars,
  moveExisting: moveName({
    describe: 'Where `fileExist=Move` moves the file that is there: a folder, or an expression for the whole name.',
  }),
  eagerDeleteTargetFile: boolean({
    describe: 'Whether a file that is there is dealt with before the temporary one is written, or after.',
    default: true,
    advanced: true,
  }),
  tempPrefix: text({ describe: 'The file is written under its name with this prefix, and renamed when it is complete.' }),
  tempFileName: template('file', { describe: 'The file is written under this name, and renamed when it is complete.' }),
  allowNullBody: boolean({ describe: 'Whether a null body makes an empty file; otherwise it fails.', default: false, advanced: true }),
  checksumFileAlgorithm: text({
    describe:
      "A checksum of the body goes into the header `CamelFileChecksum`: an algorithm by Java's name (`MD5`, `SHA-256`, `SHA3-256`).",
  }),
  checksumWriteFile: boolean({
    describe: 'Whether it goes into a file beside the file too, the algorithm being the extension.',
    default: true,
  }),
  chmod: permissions('Permissions of the file (`644`).'),
  chmodDirectory: permissions('Permissions of folders that are created (`755`).'),
  forceWrites: boolean({ describe: 'Whether the message ends only when the device has the content.', default: false, advanced: true }),
  keepLastModified: boolean({
    describe: 'Whether the file gets the time in the header `CamelFileLastModified`.',
    default: false,
    advanced: true,
  }),
  moveExistingFileStrategy: text({
    describe: 'Another way to move existing files.',
    advanced: true,
    unsupported: 'it takes a Java object',
  }),
}

export type FileSinkOptions = Built<typeof fileSinkFields> & {
  readonly directoryName: typeof directoryName extends { build(...args: never[]): infer T } ? T : never
}
