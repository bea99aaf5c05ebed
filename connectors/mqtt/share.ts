import type { Exchange } from '../../src/core/exchange.ts'
import type { SharedTarget } from '../../src/kit/index.ts'

/**
 * Splits a URI that a message made into one endpoint for all topics of the same options, and the topic in a header: one connection
 * serves them all. A topic that the message names itself goes before that of the URI, as it does without.
 */
export function shareConnection(uri: string, exchange: Exchange, header: string): SharedTarget | undefined {
  const match = /^([\w-]+):(?:\/\/)?([^?]+)(\?.*)?$/.exec(uri)
  if (match === null || match[2]!.includes('%')) return undefined
  const [, scheme = '', topic = '', query = ''] = match
  return { uri: `${scheme}:*${query}`, headers: { [header]: exchange.header(header) ?? topic } }
}
