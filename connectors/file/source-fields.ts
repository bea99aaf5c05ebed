import type { IdempotentRepository } from '../../src/kit/index.ts'
import { type Built, bean, boolean, choice, condition, integer, pollFields, sourceFields, template, text } from '../../src/kit/index.ts'
import { commonFields, type directoryName } from './common-fields.ts'
import { moveName } from './move-name.ts'
import { sortKeys } from './sort-by.ts'

const javaObject = (describe: string) => text({ describe, advanced: true, unsupported: 'it takes a Java object' })

const READ_LOCKS = ['none', 'markerFile', 'fileLock', 'rename', 'changed', 'idempotent', 'idempotent-changed', 'idempotent-rename'] as const

/** What is taken. */
const filterFields = {
  fileName: template('file', { describe: 'Takes only the file of this name (without folder); an expression of the file language.' }),
  flatten: boolean({ describe: 'Whether the name of a file is told without its sub folders.', default: false, advanced: true }),
  recursive: boolean({ describe: 'Whether sub folders are looked into.', default: false }),
  minDepth: integer({ describe: 'How deep a file must lie; 1 is the folder itself.', default: 0, advanced: true }),
  maxDepth: integer({ describe: 'How deep a file may lie.', default: 2_147_483_647, advanced: true }),
  include: text({ describe: 'Takes only files whose name matches this regular expression as a whole, whatever its case.' }),
  exclude: text({ describe: 'Leaves out files whose name matches this regular expression; stronger than `include`.' }),
  includeExt: text({ describe: 'Takes only files with these extensions, separated by commas.' }),
  excludeExt: text({ describe: 'Leaves out files with these extensions, separated by commas.' }),
  antInclude: text({
    describe: 'Takes only files whose path below the folder matches one of these patterns (`**/*.txt`), separated by commas.',
  }),
  antExclude: text({ describe: 'Leaves out files whose path matches one of these patterns; stronger than `antInclude`.' }),
  antFilterCaseSensitive: boolean({ describe: 'Whether the case matters in those patterns.', default: true }),
  filterFile: condition('file', { describe: 'Takes only files for which this is true: `${file:size} > 5000`.' }),
  filterDirectory: condition('file', { describe: 'Looks only into sub folders for which this is true.' }),
  filter: javaObject('A filter of your own.'),
  includeHiddenFiles: boolean({ describe: 'Whether files are taken whose names begin with a dot.', default: false, advanced: true }),
  includeHiddenDirs: boolean({
    describe: 'Whether sub folders are looked into whose names begin with a dot.',
    default: false,
    advanced: true,
  }),
}

/** In which order, and how many. */
const orderFields = {
  preSort: choice(['true', 'false', 'name', '-name', 'modified', '-modified', 'size', '-size'], {
    describe: 'Sorts each folder before its files are looked at; a minus sorts downwards.',
    default: 'false',
  }),
  sortBy: sortKeys({ describe: 'Sorts the files of a poll: `file:name`, `reverse:file:length;ignoreCase:file:name`.' }),
  sorter: javaObject('Sorts the files of a poll.'),
  shuffle: boolean({ describe: 'Whether the files of a poll are put in random order.', default: false, advanced: true }),
  maxMessagesPerPoll: integer({ describe: 'How many files a poll takes; 0 or less: all.', default: 0 }),
  eagerMaxMessagesPerPoll: boolean({
    describe: 'Whether looking stops when so many are found; otherwise all are looked at and sorted first.',
    default: true,
    advanced: true,
  }),
}

/** What becomes of a file. */
const settleFields = {
  delete: boolean({ describe: 'Whether a file is deleted when its message has succeeded.', default: false }),
  noop: boolean({ describe: 'Whether a file stays where it is; each is then taken once (`idempotent`).', default: false }),
  move: moveName({
    describe: 'Where a file is moved when its message has succeeded: a folder, or an expression for the whole name. Default: `.camel`.',
  }),
  moveFailed: moveName({ describe: 'Where a file is moved when its message has failed; otherwise it stays and comes again.' }),
  preMove: moveName({ describe: 'Where a file is moved before its message is worked on.' }),
  idempotent: boolean({ describe: 'Whether a file is taken once only; set by `noop`.' }),
  idempotentKey: template('file', {
    describe: 'What tells a file that was taken: its absolute path unless given; `${file:name}-${file:size}`.',
  }),
  idempotentEager: boolean({ describe: 'Whether a file is remembered before its message is worked on.', default: true }),
  idempotentRepository: bean<IdempotentRepository>({ describe: 'Remembers the files; 1000 in memory unless given.' }),
  inProgressRepository: bean<IdempotentRepository>({ describe: 'Remembers the files that are worked on.', advanced: true }),
  onCompletionExceptionHandler: javaObject('Takes failures of moving and deleting; they are logged.'),
  processStrategy: javaObject('Another way to settle files.'),
}

/** When a file is complete. */
const lockFields = {
  readLock: choice(READ_LOCKS, {
    describe:
      'How to find out that nobody else works on a file: `changed` waits until it does not grow, `rename` tries to rename it, `markerFile` and `fileLock` set a file beside it (there are no locks of the operating system in Node.js), `idempotent` asks the repository.',
    default: 'none',
  }),
  readLockCheckInterval: integer({ describe: 'Milliseconds between attempts.', default: 1000, advanced: true }),
  readLockTimeout: integer({
    describe: 'Milliseconds after which the file is left for the next poll; 0 or less: never.',
    default: 10_000,
    advanced: true,
  }),
  readLockMinLength: integer({ describe: 'Bytes that a file must have, for `changed`.', default: 1, advanced: true }),
  readLockMinAge: integer({ describe: 'Milliseconds that a file must be old, for `changed`.', default: 0, advanced: true }),
  readLockMarkerFile: boolean({ describe: 'Whether `changed` and `rename` set a marker file too.', default: true, advanced: true }),
  readLockDeleteOrphanLockFiles: boolean({
    describe: 'Whether marker files of a run that crashed are deleted at the start.',
    default: true,
    advanced: true,
  }),
  readLockLoggingLevel: choice(['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'OFF'], {
    describe: 'Level at which a file that could not be locked is logged.',
    default: 'DEBUG',
    advanced: true,
  }),
  readLockRemoveOnCommit: boolean({
    describe: 'Whether the repository forgets a file that has succeeded.',
    default: false,
    advanced: true,
  }),
  readLockRemoveOnRollback: boolean({ describe: 'Whether the repository forgets a file that has failed.', default: true, advanced: true }),
  readLockIdempotentReleaseDelay: integer({ describe: 'Milliseconds before the repository is told.', default: 0, advanced: true }),
  readLockIdempotentReleaseAsync: boolean({ describe: 'Whether the message ends before that.', default: false, advanced: true }),
  readLockIdempotentReleaseAsyncPoolSize: integer({ describe: 'Has no effect: there are no thread pools.', advanced: true }),
  readLockIdempotentReleaseExecutorService: javaObject('A thread pool.'),
  exclusiveReadLockStrategy: javaObject('Another read lock.'),
}

/** Options of the file source. */
export const fileSourceFields = {
  ...sourceFields,
  ...pollFields,
  ...commonFields,
  ...filterFields,
  ...orderFields,
  ...settleFields,
  ...lockFields,
  directoryMustExist: boolean({ describe: 'Whether a poll fails where the folder is missing.', default: false, advanced: true }),
  startingDirectoryMustExist: boolean({
    describe: 'Whether the start fails where the folder is missing; with `autoCreate=false`.',
    default: false,
    advanced: true,
  }),
  startingDirectoryMustHaveAccess: boolean({
    describe: 'Whether the start fails where the folder cannot be read and written.',
    default: false,
    advanced: true,
  }),
  probeContentType: boolean({
    describe: 'Whether the header `CamelFileContentType` tells the type of a file, by its ending.',
    default: false,
    advanced: true,
  }),
  extendedAttributes: text({
    describe:
      'Further attributes of a file as a map in the header `CamelFileExtendedAttributes`: names such as `basic:creationTime`, `posix:permissions`, `basic:*`.',
    advanced: true,
  }),
  localWorkDirectory: text({ describe: 'Has no effect: files are local.', advanced: true }),
}

export type FileSourceOptions = Built<typeof fileSourceFields> & {
  readonly directoryName: typeof directoryName extends { build(...args: never[]): infer T } ? T : never
}
