import type { Exchange } from '../../src/core/exchange.ts'
import type { SharedTarget } from '../../src/kit/index.ts'

/** What a message has of these is gone once it was sent. */
const TAKEN = ['CamelCaffeineKey', 'CamelCaffeineAction', 'CamelCaffeineKeys', 'CamelCaffeineValue']
const HEADERS: Readonly<Record<string, string>> = { key: 'CamelCaffeineKey', action: 'CamelCaffeineAction' }

/** Takes key and action out of a URI that a message made: they go along as headers, and messages share the endpoint. */
export function shareCache(uri: string, exchange: Exchange): SharedTarget | undefined {
  const question = uri.indexOf('?')
  if (question < 0 || uri.includes('RAW(') || uri.includes('RAW{') || /[%+]/.test(uri.slice(question))) return undefined
  const headers: Record<string, unknown> = {}
  const others: string[] = []
  for (const option of uri.slice(question + 1).split('&')) {
    const [, name = '', value = ''] = /^([^=]*)=?(.*)$/s.exec(option)!
    const header = Object.hasOwn(HEADERS, name) ? HEADERS[name] : undefined
    if (header === undefined) others.push(option)
    else headers[header] = value
  }
  for (const header of TAKEN) if (!Object.hasOwn(headers, header)) headers[header] = exchange.header(header)
  return { uri: uri.slice(0, question) + (others.length === 0 ? '' : `?${others.join('&')}`), headers }
}
