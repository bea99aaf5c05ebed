import type { IncomingMessage } from 'node:http'
import { errors } from '../../core/errors.ts'
import { exceptionMessage } from '../../core/exceptions.ts'

/** Longer than any object that an API server stores: what does not end by then is no event. */
const LONGEST_LINE = 16 * 1024 * 1024

/** The JSON values of an answer, one a line, as they come. A line that is cut, or is no JSON, is `KF_KUBE_STREAM`: nothing is skipped. */
export async function* readLines(answer: IncomingMessage, request: string, signal?: AbortSignal): AsyncGenerator<unknown, void, void> {
  const failed = (reason: string, cause?: unknown) => errors.KF_KUBE_STREAM({ request, reason }, { cause })
  let pending: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      let from = 0
      for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
        pending.push(chunk.subarray(from, end))
        const line = Buffer.concat(pending).toString('utf8')
        pending = []
        size = 0
        from = end + 1
        if (line.trim() !== '') yield parseLine(line, failed)
      }
      if (from < chunk.length) {
        pending.push(chunk.subarray(from))
        size += chunk.length - from
        if (size > LONGEST_LINE) throw failed(`an event is longer than ${LONGEST_LINE} bytes`)
      }
    }
  } catch (cause) {
    if (signal?.aborted) throw signal.reason
    throw (cause as { code?: string }).code === 'KF_KUBE_STREAM' ? cause : failed(exceptionMessage(cause), cause)
  } finally {
    answer.destroy()
  }
  if (size > 0) throw failed('it stopped within an event')
}

function parseLine(line: string, failed: (reason: string, cause: unknown) => Error): unknown {
  try {
    return JSON.parse(line)
  } catch (cause) {
    throw failed(`an event is no JSON: ${exceptionMessage(cause)}`, cause)
  }
}
