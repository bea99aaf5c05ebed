import type { IncomingMessage, ServerResponse } from 'node:http'
import { describe, expect, test } from 'vitest'
import { Exchange } from '../../src/core/exchange.ts'
import { NO_PARAMETERS } from '../../src/http/path-pattern.ts'
import { servicesOf } from '../../test/languages/simple/run.ts'
import { readHead } from './head.ts'
import { HeadPlan } from './head-plan.ts'

const SOCKET = { remoteAddress: '10.0.0.1', remotePort: 5, localAddress: '10.0.0.2', localPort: 80 }

function read(rawHeaders: readonly string[], url = '/orders', socket: object = SOCKET) {
  const exchange = new Exchange(servicesOf())
  const request = { method: 'POST', url, rawHeaders, socket } as unknown as IncomingMessage
  const facts = readHead({ request, response: {} as ServerResponse, path: '/orders', parameters: NO_PARAMETERS }, exchange)
  return { facts, entries: exchange.headerEntries() }
}

/** Camel's own headers of a request, as recorded from its server. */
const camel = (url: string, query: string | null = null) => [
  ['CamelHttpMethod', 'POST'],
  ['CamelHttpPath', '/orders'],
  ['CamelHttpUri', url],
  ['CamelHttpUrl', `http://a:80${url}`],
  ['CamelHttpQuery', query],
  ['CamelHttpRawQuery', query],
  ['CamelVertxPlatformHttpLocalAddress', '10.0.0.2:80'],
  ['CamelVertxPlatformHttpRemoteAddress', '10.0.0.1:5'],
]

describe('the head of a request', () => {
  const usual = ['Host', 'a:80', 'Content-Type', 'text/plain', 'Content-Length', '3', 'X-Own', 'one']

  test('becomes the same headers whether or not requests with these names came before', () => {
    const expected = [
      ...camel('/orders?a=1', 'a=1'),
      ['Host', 'a:80'],
      ['Content-Type', 'text/plain'],
      ['Content-Length', '3'],
      ['X-Own', 'one'],
      ['a', '1'],
    ]
    for (let i = 0; i < 3; i++) {
      const { facts, entries } = read(usual, '/orders?a=1')
      expect(entries).toEqual(expected)
      expect(facts).toEqual({ contentType: 'text/plain', length: 3, present: true })
    }
  })

  test('takes the values of each request, and its names where they are others on the same connection', () => {
    read(usual)
    expect(read(usual.with(7, 'two')).entries.at(-1)).toEqual(['X-Own', 'two'])
    expect(read([...usual, 'X-More', 'three']).entries.slice(-2)).toEqual([
      ['X-Own', 'one'],
      ['X-More', 'three'],
    ])
    expect(read(['Host', 'a:80', 'Transfer-Encoding', 'chunked']).facts).toEqual({ contentType: undefined, length: -1, present: true })
    expect(read(['Host', 'a:80']).facts).toEqual({ contentType: undefined, length: -1, present: false })
  })

  test('a header that comes twice is a list, one of Camel is left out, one in another spelling keeps it', () => {
    const { entries } = read(['Host', 'a:80', 'X-Own', 'one', 'x-own', 'two', 'CamelHttpMethod', 'GET', 'X-OWN-2', 'three'])
    expect(entries).toEqual([...camel('/orders'), ['Host', 'a:80'], ['X-Own', ['one', 'two']], ['X-OWN-2', 'three']])
    expect(read(['Host', 'a:80', 'content-TYPE', 'x/y']).entries.at(-1)).toEqual(['content-TYPE', 'x/y'])
  })

  test.each([
    ['a name that comes twice', ['Host', 'a', 'X-A', '1', 'x-a', '2']],
    ['a name of Camel', ['Host', 'a', 'CamelFileName', 'x']],
    ['another spelling', ['Host', 'a', 'hOsT-x', 'x', 'Host-X', 'y']],
    ['no host', ['X-A', '1']],
  ])('is read name by name with %s', (_, raw) => {
    expect(HeadPlan.of(raw)).toBeUndefined()
  })

  test('names like those of objects are names', () => {
    const { entries } = read(['Host', 'a:80', '__proto__', 'x', 'constructor', 'y', "it's", 'z'])
    expect(entries.slice(-3)).toEqual([
      ['__proto__', 'x'],
      ['constructor', 'y'],
      ["it's", 'z'],
    ])
  })
})
