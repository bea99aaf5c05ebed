import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { CallPlace } from '../model/route-document.ts'

const NOWHERE: CallPlace = { url: '', line: 1, column: 1 }

/** Where a function of the DSL was called: the place behind its own frame. */
export function callerOf(callee: Function): CallPlace {
  const { prepareStackTrace, stackTraceLimit } = Error
  const holder: { stack?: readonly NodeJS.CallSite[] } = {}
  try {
    Error.stackTraceLimit = 1
    Error.prepareStackTrace = (_, frames) => frames
    Error.captureStackTrace(holder, callee)
    const frame = holder.stack?.[0]
    return frame === undefined ? NOWHERE : placeOf(frame)
  } finally {
    Error.prepareStackTrace = prepareStackTrace
    Error.stackTraceLimit = stackTraceLimit
  }
}

function placeOf(frame: NodeJS.CallSite): CallPlace {
  return { url: frame.getFileName() ?? '', line: frame.getLineNumber() ?? 1, column: frame.getColumnNumber() ?? 1 }
}

/** The file of a module as it is shown: relative to the working directory. */
export function fileOf(url: string): string {
  const path = pathOf(url)
  return relative(process.cwd(), path) || path
}

/** The path of a module's file. */
export function pathOf(url: string): string {
  return url.startsWith('file:') ? fileURLToPath(url.replace(/[?#].*$/, '')) : url
}

/** A place as text: `routes/orders.ts:12:5`. */
export function placeText({ url, line, column }: CallPlace): string {
  return url === '' ? 'nowhere' : `${fileOf(url)}:${line}:${column}`
}
