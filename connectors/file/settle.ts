import type { Exchange } from '../../src/core/exchange.ts'
import type { Expression } from '../../src/core/expression.ts'
import type { FileFacts } from '../../src/core/file-facts.ts'
import { bindFile } from '../../src/kit/bind-file.ts'
import type { ConnectorContext } from '../../src/kit/index.ts'
import { appendFiles } from './append-files.ts'
import { compileDoneFile } from './done-file.ts'
import type { EndpointState } from './endpoint-state.ts'
import { evaluateText } from './evaluate.ts'
import { renamedFacts } from './facts.ts'
import { deleteFile, moveFile } from './move-file.ts'
import type { Unlock } from './read-lock.ts'
import type { FileSourceOptions } from './source-fields.ts'

/** A file that a message was made from. */
export interface TakenFile {
  /** As it was found: under this path it is in progress. */
  readonly found: FileFacts
  /** Where it is now (`preMove`). */
  readonly current: FileFacts
  readonly unlock: Unlock | undefined
  /** What the repository knows it by. */
  readonly key: string | undefined
}

/** Settles a file when its message has ended: moves or deletes it, or leaves it for the next poll. Never rejects: failures are logged. */
export type Settle = (exchange: Exchange, file: TakenFile) => Promise<void>

/** Compiles what becomes of files. `defaultMove` is the expression of `.camel`. */
export function compileSettle(
  options: FileSourceOptions,
  defaultMove: Expression,
  state: EndpointState,
  context: ConnectorContext,
): Settle {
  const target = options.move ?? (options.noop && !options.delete ? undefined : defaultMove)
  const done = options.doneFileName === undefined ? undefined : compileDoneFile(options.doneFileName)

  const deleteDone = (exchange: Exchange, { found }: TakenFile) => {
    if (done === undefined || options.noop) return
    if (done.dynamic || exchange.property('CamelBatchComplete') === true) deleteFile(done.of(found.absolutePath))
  }
  const move = async (exchange: Exchange, { current }: TakenFile, to: Expression) => {
    const renamed = await nameFor(exchange, current, to, options)
    await moveFile(current.absolutePath, renamed.absolutePath, options)
  }
  const commit = async (exchange: Exchange, file: TakenFile) => {
    if (state.idempotent && file.key !== undefined)
      await (options.idempotentEager ? state.repository!.confirm(file.key) : state.repository!.add(file.key))
    deleteDone(exchange, file)
    if (options.delete) deleteFile(file.current.absolutePath)
    else if (target !== undefined && !options.noop) await move(exchange, file, target)
  }
  const rollback = async (exchange: Exchange, file: TakenFile) => {
    if (state.idempotent && file.key !== undefined) await state.repository!.remove(file.key)
    if (options.moveFailed === undefined) return
    deleteDone(exchange, file)
    await move(exchange, file, options.moveFailed)
  }

  const appends = appendFiles(context)
  return async (exchange, file) => {
    appends.closeAll()
    const failed = exchange.exception !== undefined
    try {
      await (failed ? rollback : commit)(exchange, file)
    } catch (error) {
      context.log('WARN', `Error during ${failed ? 'rollback' : 'commit'} of ${file.current.absolutePath}`, error)
    }
    try {
      await file.unlock?.(failed ? 'rollback' : 'commit')
    } catch (error) {
      context.log('WARN', `cannot release the read lock of ${file.found.absolutePath}`, error)
    }
    await state.inProgress.remove(file.found.absolutePath)
  }
}

/** The file under the name that an expression gives; it sees the message as it is at the end, with the headers of the file. */
export async function nameFor(exchange: Exchange, facts: FileFacts, to: Expression, options: FileSourceOptions): Promise<FileFacts> {
  const view = exchange.fork()
  bindFile(view, facts)
  return renamedFacts(facts, await evaluateText(to, view), options.directoryName)
}
