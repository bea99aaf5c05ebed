import type { Exchange } from '../../src/core/exchange.ts'
import type { SharedTarget } from '../../src/kit/index.ts'
import { encodeUnsafe, formEncode } from './uri-encoding.ts'

const PATH = 'CamelHttpPath'
const QUERY = 'CamelHttpQuery'

/**
 * Splits a URI that a message made into the endpoint of its server, which all messages share, and path and query in headers. Options
 * stay with the endpoint. A query keeps its order and its text, where `+` is a blank. Without path or query the message's own headers say it.
 */
export function shareServer(uri: string, exchange: Exchange, isOption: (name: string) => boolean): SharedTarget | undefined {
  const question = uri.indexOf('?')
  const head = encodeUnsafe(question < 0 ? uri : uri.slice(0, question))
  const match = /^(https?):(?:\/\/)?([^/?#]+)([^?#]*)$/i.exec(head)
  if (match === null || uri.includes('RAW(') || uri.includes('RAW{')) return undefined
  const [, scheme = '', authority = '', path = ''] = match
  const parameters =
    question < 0
      ? []
      : uri
          .slice(question + 1)
          .split('&')
          .map(pairOf)
  const options = parameters.filter(({ name }) => isOption(name))
  const query = parameters.filter(({ name }) => name !== '' && !isOption(name))
  const suffix = options.map(({ text }) => text).join('&')
  return {
    uri: `${scheme}:${authority}${suffix === '' ? '' : `?${suffix}`}`,
    headers: {
      [PATH]: path === '' ? exchange.header(PATH) : decoded(path).replace(/^\/+/, '/'),
      [QUERY]: query.length === 0 ? exchange.header(QUERY) : query.map(encoded).join('&'),
    },
  }
}

interface Pair {
  readonly name: string
  readonly value: string
  readonly text: string
}

function pairOf(text: string): Pair {
  const equals = text.indexOf('=')
  return equals < 0 ? { name: text, value: '', text } : { name: text.slice(0, equals), value: text.slice(equals + 1), text }
}

function encoded({ name, value }: Pair): string {
  return `${formEncode(name)}=${formEncode(value.replaceAll('+', ' '))}`
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
