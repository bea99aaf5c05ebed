import { accessSync, constants, existsSync } from 'node:fs'
import { errors } from '../../src/core/errors.ts'
import { beforeDeadline, deliverInTurn, PollLoop, pollTimes, type Source, type SourceContext } from '../../src/kit/index.ts'
import { makeFolder } from './move-file.ts'
import { FilePoller } from './poller.ts'
import type { FileSourceOptions } from './source-fields.ts'

/** Makes messages of the files in a folder, one after the other. A stop lets the one in hand end and gives the rest of the batch back. */
export function openFileSource(options: FileSourceOptions, context: SourceContext): Source {
  checkOptions(options)
  const poller = new FilePoller(options, context)
  let stopping = new AbortController()
  const deliver = (exchange: Parameters<typeof context.deliver>[0]) => deliverInTurn(context.deliver, exchange)
  const loop = new PollLoop(
    () => poller.poll(options.maxMessagesPerPoll, stopping.signal, deliver),
    pollTimes(options),
    context.services.clock,
    {
      failed: error => context.failed(error),
      ...(options.sendEmptyMessageWhenIdle && { idle: () => deliver(poller.emptyMessage()) }),
    },
  )
  return {
    start() {
      prepareFolder(options)
      stopping = new AbortController()
      loop.start()
    },
    stop(deadline) {
      stopping.abort()
      return beforeDeadline(loop.stop(), deadline)
    },
    suspend: () => loop.suspend(),
    resume: () => loop.resume(),
  }
}

function checkOptions(options: FileSourceOptions): void {
  if (options.delete && options.move !== undefined)
    throw errors.KF_ROUTE_INVALID({ what: 'file', reason: 'You cannot set both delete=true and move options' })
  if (options.startingDirectoryMustHaveAccess && !options.startingDirectoryMustExist)
    throw errors.KF_ROUTE_INVALID({
      what: 'file',
      reason: 'You cannot set startingDirectoryMustHaveAccess=true without setting startingDirectoryMustExist=true',
    })
}

function prepareFolder(options: FileSourceOptions): void {
  const { path } = options.directoryName
  try {
    if (options.autoCreate) makeFolder(path)
    else if (options.startingDirectoryMustExist && !existsSync(path))
      throw errors.KF_CONN_FILE({ reason: `Starting directory does not exist: ${path}` }, { type: 'java.io.FileNotFoundException' })
    if (options.startingDirectoryMustHaveAccess) accessSync(path, constants.R_OK | constants.W_OK)
  } catch (cause) {
    throw errors.KF_CONN_FILE({ reason: `Cannot use the starting directory: ${path}` }, { cause, type: 'java.io.FileNotFoundException' })
  }
}
