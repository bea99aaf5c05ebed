import { javaClassOf, toText } from '../../src/converters/index.ts'
import type { Exchange } from '../../src/core/exchange.ts'
import { isFileBody } from '../../src/core/file-facts.ts'
import { isByteSource } from '../../src/core/stream-body.ts'

export interface BodyOptions {
  readonly showFiles: boolean
  readonly showStreams: boolean
  readonly showCachedStreams: boolean
  readonly maxChars: number
}

/** The body as a log line shows it. Suspends on an unread stream that is to be shown. */
export function bodyText(exchange: Exchange, options: BodyOptions): string {
  const { body } = exchange
  if (body === null || body === undefined) return '[Body is null]'
  if (isFileBody(body)) {
    if (!options.showFiles) return `[Body is file based: GenericFile[${body.absolute ? body.absolutePath : body.relativePath}]]`
  } else if (isByteSource(body) && !options.showStreams && !options.showCachedStreams)
    return '[Body is instance of org.apache.camel.StreamCache]'
  return clipped(toText(body, exchange) ?? '', options.maxChars)
}

function clipped(text: string, max: number): string {
  if (max <= 0 || text.length <= max) return text
  return `${text.slice(0, max)}... [Body clipped after ${max} chars, total length is ${text.length}]`
}

/** Its class; those of `java.lang` without package. */
export function bodyType(body: unknown): string {
  return javaClassOf(body).replace(/^java\.lang\./, '')
}
