import { javaClassOf, toText } from '../../src/converters/index.ts'
import type { Exchange } from '../../src/core/exchange.ts'
import { isFileBody } from '../../src/core/file-facts.ts'
import { OnceBody } from '../../src/core/once-body.ts'
import { isByteSource } from '../../src/core/stream-body.ts'
import { Suspension } from '../../src/core/suspension.ts'

export interface BodyOptions {
  readonly showFiles: boolean
  readonly showStreams: boolean
  readonly showCachedStreams: boolean
  readonly maxChars: number
}

/** The body as a log line shows it. Suspends on an unread stream that is to be shown. */
export function bodyText(exchange: Exchange, options: BodyOptions): string {
  const { body } = exchange
  if (options.maxChars < 0) return '[Body is not logged]'
  if (body === null || body === undefined) return '[Body is null]'
  if (body instanceof OnceBody) return uncachedText(body, exchange, options)
  if (isFileBody(body)) {
    if (!options.showFiles) return `[Body is file based: ${String(body)}]`
  } else if (isByteSource(body) && !options.showStreams && !options.showCachedStreams)
    return '[Body is instance of org.apache.camel.StreamCache]'
  return clipped(toText(body, exchange) ?? '', options.maxChars)
}

/** A stream without cache: as in Camel it is read where it is shown, and back at its beginning then unless that has closed it. */
function uncachedText(body: OnceBody, exchange: Exchange, { showStreams, maxChars }: BodyOptions): string {
  const { javaClass } = body
  if (!showStreams) return `[Body is instance of java.io.${javaClass.endsWith('Reader') ? 'Reader' : 'InputStream'}]`
  try {
    return clipped(toText(body, exchange) ?? '', maxChars)
  } catch (error) {
    if (!body.closes || error instanceof Suspension) throw error
    return `${javaClass}@1`
  } finally {
    body.rewind()
  }
}

function clipped(text: string, max: number): string {
  if (max <= 0 || text.length <= max) return text
  return `${text.slice(0, max)}... [Body clipped after ${max} chars, total length is ${text.length}]`
}

/** Its class; those of `java.lang` without package. */
export function bodyType(body: unknown): string {
  return javaClassOf(body)
    .replace(/^java\.lang\./, '')
    .replaceAll('$', '.')
}
