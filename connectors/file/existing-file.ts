import { existsSync } from 'node:fs'
import { isAbsolute } from 'node:path'
import { toText } from '../../src/converters/index.ts'
import { errors } from '../../src/core/errors.ts'
import type { Exchange } from '../../src/core/exchange.ts'
import { andThen, type MaybePromise } from '../../src/core/step.ts'
import { deleteFile, moveFile } from './move-file.ts'
import { folderOf, lastName } from './paths.ts'
import type { FileSinkOptions } from './sink-fields.ts'

/** Deals with a file that is there already; `skip`: nothing is to be written. */
export type Existing = (exchange: Exchange, target: string) => MaybePromise<'skip' | 'write'>

/** Compiles what `fileExist` says about a file that is there. */
export function compileExisting(options: FileSinkOptions): Existing {
  const { fileExist } = options
  return (exchange, target) => {
    if (fileExist === 'Override' || fileExist === 'Append' || fileExist === 'TryRename' || !existsSync(target)) return 'write'
    if (fileExist === 'Ignore') return 'skip'
    if (fileExist === 'Fail') throw errors.KF_CONN_FILE({ reason: `File already exist: ${target}. Cannot write new file.` })
    return moveAway(exchange, target, options)
  }
}

/** For the expression the file that is there is a message of its own: its name is the whole path, as in Camel. */
function moveAway(exchange: Exchange, target: string, options: FileSinkOptions): MaybePromise<'write'> {
  const view = exchange.fork()
  view.replaceHeaders([
    ['CamelFileName', target],
    ['CamelFileNameOnly', lastName(target)],
    ['CamelFileParent', folderOf(target) ?? ''],
  ])
  view.body = null
  return andThen(options.moveExisting!(view), async name => {
    const named = toText(name, view) ?? ''
    const to = isAbsolute(named) ? named : `${options.directoryName.path}/${named}`
    if (named === '') throw errors.KF_CONN_FILE({ reason: `moveExisting evaluated as empty String, cannot move existing file: ${target}` })
    if (existsSync(to)) {
      if (!options.eagerDeleteTargetFile)
        throw errors.KF_CONN_FILE({ reason: `Cannot move existing file from: ${target} to: ${to} as there already exists a file: ${to}` })
      deleteFile(to)
    }
    await moveFile(target, to, options)
    return 'write' as const
  })
}
