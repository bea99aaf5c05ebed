import { findCharset, toText } from '../../src/converters/index.ts'
import { errors } from '../../src/core/errors.ts'
import type { Exchange } from '../../src/core/exchange.ts'

/** The type of a body, and how its text is encoded. */
export interface ContentType {
  readonly value: string
  readonly isText: boolean
  readonly charset: string
}

/**
 * The type by the headers contentType and Content-Type, else by the endpoint; without charset that of the exchange, else UTF-8. An
 * unknown charset fails, or is left out.
 */
export function contentTypeOf(exchange: Exchange, given: string, ignoreUnsupportedCharset: boolean): ContentType {
  const text = toText(exchange.header('contentType') ?? exchange.header('Content-Type'), exchange) ?? given
  const [type = 'text/plain', ...parameters] = text.split(';').map(part => part.trim())
  const rest = parameters.filter(part => part !== '' && !/^charset\s*=/i.test(part))
  const named =
    charsetIn(parameters) ?? (toText(exchange.header('CamelCharsetName') ?? exchange.property('CamelCharsetName'), exchange) || undefined)
  const charset = named === undefined ? undefined : known(named, ignoreUnsupportedCharset)
  const isText = /^text\//i.test(type)
  const written = charset ?? (isText ? 'UTF-8' : undefined)
  return {
    value: [type, ...rest, ...(written === undefined ? [] : [`charset=${written}`])].join('; '),
    isText,
    charset: charset ?? 'UTF-8',
  }
}

function charsetIn(parameters: readonly string[]): string | undefined {
  const found = parameters.find(part => /^charset\s*=/i.test(part))
  return found?.replace(/^charset\s*=\s*/i, '').replaceAll(/["']/g, '')
}

function known(name: string, ignoreUnsupported: boolean): string | undefined {
  if (findCharset(name) !== undefined) return name
  if (ignoreUnsupported) return undefined
  throw errors.KF_CONN_REJECTED(
    { what: 'mail', reason: `the charset ${name} is not known; ignoreUnsupportedCharset leaves it out` },
    { type: 'java.io.UnsupportedEncodingException' },
  )
}
