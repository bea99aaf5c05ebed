import type { Exchange } from '../../src/core/exchange.ts'
import type { SharedTarget } from '../../src/kit/index.ts'
import { OVERRIDE_TOPIC } from './names.ts'

/** All topics with the same options share an endpoint: the topic goes in a header, unless the message has one of its own. */
export function shareProducer(uri: string, exchange: Exchange): SharedTarget | undefined {
  const match = /^(kafka):(?:\/\/)?([^?]+)(\?.*)?$/.exec(uri)
  if (match === null) return undefined
  const [, scheme, topic = '', query = ''] = match
  return { uri: `${scheme}:dynamic${query}`, headers: { [OVERRIDE_TOPIC]: exchange.header(OVERRIDE_TOPIC) ?? decoded(topic) } }
}

function decoded(topic: string): string {
  try {
    return decodeURIComponent(topic)
  } catch {
    return topic
  }
}
