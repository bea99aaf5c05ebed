import { closeSync, openSync, statSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { errors } from '../../src/core/errors.ts'
import type { FileFacts } from '../../src/core/file-facts.ts'
import type { MaybePromise } from '../../src/core/step.ts'
import type { ConnectorContext, IdempotentRepository } from '../../src/kit/index.ts'
import { deleteFile, moveFile } from './move-file.ts'
import type { FileSourceOptions } from './source-fields.ts'

/** The ending of marker files. */
export const MARKER = '.camelLock'

export type Ending = 'commit' | 'rollback' | 'abort'

/** Gives a lock back. */
export type Unlock = (ending: Ending) => MaybePromise<void>

/** Makes sure that nobody else works on a file. `undefined`: not now; the signal ends a wait. */
export type ReadLock = (file: FileFacts, signal: AbortSignal) => Promise<Unlock | undefined>

const nothing: Unlock = () => undefined

interface LockContext {
  readonly context: ConnectorContext
  readonly repository: IdempotentRepository | undefined
  /** What the repository knows a file by. */
  key(file: FileFacts): Promise<string>
}

/** The read lock that the options ask for. Combined ones are taken one after the other. */
export function compileReadLock(options: FileSourceOptions, lock: LockContext): ReadLock | undefined {
  const { readLock } = options
  if (readLock === 'none') return undefined
  checkLockOptions(options, lock)
  const locks: ReadLock[] = []
  if (readLock.startsWith('idempotent')) locks.push(repositoryLock(options, lock))
  if (readLock === 'markerFile' || (options.readLockMarkerFile && !readLock.startsWith('idempotent'))) locks.push(markerLock)
  if (readLock.endsWith('changed')) locks.push(changedLock(options, lock.context))
  if (readLock.endsWith('rename')) locks.push(renameLock(options))
  return (file, signal) => takeAll(locks, file, signal)
}

function checkLockOptions(options: FileSourceOptions, { repository }: LockContext): void {
  const { readLockTimeout: timeout, readLockCheckInterval: interval, readLock } = options
  if (timeout > 0 && timeout <= interval)
    throw errors.KF_ROUTE_INVALID({
      what: 'readLockTimeout',
      reason: `must be higher than readLockCheckInterval (${timeout}, ${interval})`,
    })
  if (readLock.startsWith('idempotent') && repository === undefined)
    throw errors.KF_ROUTE_INVALID({ what: 'readLock', reason: `idempotentRepository must be configured when using readLock=${readLock}` })
}

async function takeAll(locks: readonly ReadLock[], file: FileFacts, signal: AbortSignal): Promise<Unlock | undefined> {
  const taken: Unlock[] = []
  const release: Unlock = async ending => {
    for (const unlock of taken.reverse()) await unlock(ending)
  }
  for (const lock of locks) {
    const unlock = await lock(file, signal)
    if (unlock === undefined) {
      await release('abort')
      return undefined
    }
    taken.push(unlock)
  }
  return release
}

const markerLock: ReadLock = async file => {
  const marker = file.absolutePath + MARKER
  try {
    closeSync(openSync(marker, 'wx'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return undefined
    throw errors.KF_CONN_FILE({ reason: `Cannot create marker file: ${marker}` }, { cause: error })
  }
  return () => deleteFile(marker)
}

/** Waits until a file has the same size and time twice. */
function changedLock(options: FileSourceOptions, { services }: ConnectorContext): ReadLock {
  const { readLockMinAge: minAge, readLockMinLength: minLength, readLockTimeout: timeout, readLockCheckInterval: interval } = options
  return async (file, signal) => {
    const began = services.clock.now()
    let before: { size: number; mtimeMs: number } | undefined
    for (;;) {
      const now = services.clock.now()
      if (timeout > 0 && now - began > timeout) return undefined
      const stats = statSync(file.absolutePath, { throwIfNoEntry: false })
      if (stats === undefined) return undefined
      const calm = minAge > 0 ? stats.mtimeMs < now - minAge : stats.size === before?.size && stats.mtimeMs === before.mtimeMs
      if (calm && stats.size >= minLength) return nothing
      before = stats
      if (!(await slept(services.clock.sleep(interval, signal)))) return undefined
    }
  }
}

/** Whether a wait came to its end; `false` where the route is stopping. */
function slept(sleep: Promise<void>): Promise<boolean> {
  return sleep.then(
    () => true,
    () => false,
  )
}

function renameLock(options: FileSourceOptions): ReadLock {
  return async file => {
    const other = `${file.absolutePath}.camelExclusiveReadLock`
    try {
      await moveFile(file.absolutePath, other, options)
      await moveFile(other, file.absolutePath, options)
      return nothing
    } catch {
      // somebody else holds it (or it is gone): it is tried again at the next poll
      return undefined
    }
  }
}

function repositoryLock(options: FileSourceOptions, { repository, key, context }: LockContext): ReadLock {
  const { readLockRemoveOnCommit, readLockRemoveOnRollback, readLockIdempotentReleaseDelay: delay } = options
  return async file => {
    const name = await key(file)
    if (!(await repository!.add(name))) return undefined
    const settle = async (ending: Ending) => {
      const forget = ending === 'commit' ? readLockRemoveOnCommit : readLockRemoveOnRollback
      await (forget ? repository!.remove(name) : repository!.confirm(name))
    }
    return async ending => {
      if (delay <= 0 || ending === 'abort') return settle(ending)
      const late = context.services.clock.sleep(delay).then(() => settle(ending))
      if (!options.readLockIdempotentReleaseAsync) return late
      late.catch(error => context.log('WARN', `cannot release the read lock of ${file.absolutePath}`, error))
    }
  }
}

/** Deletes marker files that a crashed run has left. */
export async function deleteOrphans({ directoryName, recursive }: FileSourceOptions): Promise<void> {
  const entries = await readdir(directoryName.path, { recursive, withFileTypes: true }).catch(() => [])
  for (const entry of entries) if (entry.isFile() && entry.name.endsWith(MARKER)) deleteFile(`${entry.parentPath}/${entry.name}`)
}
