import { findCharset } from '../../src/converters/index.ts'
import { errors } from '../../src/core/errors.ts'
import { boolean, browseLimit, type Field, integer, synchronous, text } from '../../src/kit/index.ts'
import { type StartFolder, startFolder } from './paths.ts'

/** The folder of an endpoint; an expression in it is refused, as in Camel. */
export const directoryName: Field<StartFolder> = {
  ...text({ describe: 'The folder; a relative one counts from the working directory.', required: true }),
  build(raw, scope) {
    const path = scope.text(String(raw)) ?? ''
    if (/\$(simple)?\{/.test(path))
      throw errors.KF_FIELD_TYPE({ value: path, expected: 'a folder without functions (they may stand in fileName)' })
    return startFolder(path)
  },
}

const charset: Field<string | undefined> = {
  ...text({ describe: 'What text in the files is encoded in; UTF-8 unless given.' }),
  build(raw, scope) {
    const name = raw === undefined || raw === null ? undefined : scope.text(String(raw))
    if (name !== undefined && !findCharset(name)) throw errors.KF_FIELD_TYPE({ value: name, expected: 'a character set' })
    return name
  },
}

const bufferSize: Field<number> = {
  ...integer({ describe: 'Has no effect: files are read and written in chunks of 256 KB.', default: 131_072, advanced: true }),
  build(raw, scope) {
    const size = raw === undefined || raw === null ? 131_072 : Number(scope.text(String(raw)))
    if (!(size > 0)) throw errors.KF_FIELD_TYPE({ value: String(raw), expected: 'a number above 0' })
    return size
  },
}

/** Options of both sides. */
export const commonFields = {
  charset,
  doneFileName: text({
    describe:
      'A file beside each file that says that it is complete: a name, which may contain `${file:name}` or `${file:name.noext}`. The source waits for it and deletes it, the sink writes it.',
  }),
  autoCreate: boolean({ describe: 'Whether missing folders are created.', default: true, advanced: true }),
  autoCreateStepwise: boolean({ describe: 'Has no effect: folders are created one by one anyway.', default: false, advanced: true }),
  copyAndDeleteOnRenameFail: boolean({
    describe: 'Whether a file that cannot be renamed, since the target is on another device, is copied and deleted.',
    default: true,
    advanced: true,
  }),
  renameUsingCopy: boolean({ describe: 'Whether files are moved by copying and deleting them.', default: false, advanced: true }),
  bufferSize,
  browseLimit,
  synchronous,
}
