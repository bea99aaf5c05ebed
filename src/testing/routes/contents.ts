import { writeJson } from '../../converters/index.ts'
import { readResource } from '../../kit/index.ts'
import type { MessageInput } from '../../runtime/options.ts'

/** The content of a message as a test file gives it: one of `body`, `json`, `file` at most. */
export interface Contents {
  readonly body?: unknown
  readonly json?: unknown
  readonly file?: string | undefined
  readonly headers?: unknown
}

/** Whether a body is given at all. */
export function givesBody({ body, json, file }: Contents): boolean {
  return body !== undefined || json !== undefined || file !== undefined
}

/** The body that is given; a new one each time, so that routes may change it. `KF_FILES_NOT_FOUND` where its file is not there. */
export function bodyOf({ body, json, file }: Contents, folder: string): unknown {
  if (file !== undefined) return readResource(file, folder)
  return json === undefined ? structuredClone(body) : writeJson(json)
}

export function headersOf({ headers }: Contents): Readonly<Record<string, unknown>> {
  return structuredClone(headers ?? {}) as Readonly<Record<string, unknown>>
}

/** The message that is given. */
export function messageOf(contents: Contents, folder: string): MessageInput {
  return { body: bodyOf(contents, folder), headers: headersOf(contents) }
}
