import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { StreamBody } from '../../src/core/stream-body.ts'
import { coveredText } from '../../src/observe/covered-text.ts'
import { shownBody } from '../../src/observe/shown-body.ts'

describe('a body is shown', () => {
  test.each([
    ['a text', 'hello', 'text', 'hello'],
    ['nothing', null, 'none', ''],
    ['a number', 5, 'json', '5'],
    ['a map', { a: 1, list: [true, null, 'x'] }, 'json', '{"a":1,"list":[true,null,"x"]}'],
    ['a Map', new Map<string, unknown>([['a', 'b']]), 'json', '{"a":"b"}'],
    ['text in bytes', Buffer.from('héllo'), 'text', 'héllo'],
    ['bytes', Buffer.from([0xff, 0x00]), 'bytes', '/wA='],
    ['a stream made from text', new StreamBody('abc'), 'text', 'abc'],
    ['bytes in a map', { file: Buffer.alloc(7) }, 'json', '{"file":"7 bytes"}'],
  ])('as what it is: %s', (_, body, bodyType, text) => {
    expect(shownBody(body, 100)).toEqual({ bodyType, body: text, cut: false })
  })

  test('without reading a stream', () => {
    const stream = Readable.from(['a'])
    expect(shownBody(new StreamBody(stream), 100)).toEqual({ bodyType: 'stream', body: '', cut: false })
    expect(stream.readableDidRead).toBe(false)
  })

  test.each([
    ['a text', 'x'.repeat(100_000)],
    ['bytes', Buffer.alloc(100_000, 'é')],
    ['a list', Array.from({ length: 100_000 }, (_, i) => i)],
    ['a map with a long text', { a: 'x'.repeat(100_000) }],
  ])('cut where it is long: %s', (_, body) => {
    const shown = shownBody(body, 50)
    expect([shown.cut, shown.body.length <= 50, shown.bodyType === 'bytes']).toEqual([true, true, false])
  })

  test('in the time of what is shown: the rest of a long list is not looked at', () => {
    let looked = 0
    const get = (target: unknown[], key: string | symbol): unknown => {
      looked += 1
      return Reflect.get(target, key)
    }
    const list = new Proxy(Array.from({ length: 10_000 }), { get })
    shownBody(list, 50)
    expect(looked).toBeLessThan(100)
  })

  test('also where it is nested without end', () => {
    const loop: Record<string, unknown> = {}
    loop['self'] = loop
    expect(shownBody(loop, 10_000).cut).toBe(true)
  })
})

describe('secrets are covered', () => {
  test.each([
    ['in JSON', '{"id": 1, "password": "abc", "dbPassword":"a\\"b"}', '{"id": 1, "password": "xxxxx", "dbPassword":"xxxxx"}'],
    ['that are no texts', '{"pinToken": 1234, "x": 2}', '{"pinToken": "xxxxx", "x": 2}'],
    ['at the end of what is cut', '{"id": 1, "clientSecret": "abc', '{"id": 1, "clientSecret": "xxxxx"'],
    ['in XML', '<a><token>abc</token><b>c</b></a>', '<a><token>xxxxx</token><b>c</b></a>'],
    ['in XML that is cut', '<a><ns:password type="x">ab', '<a><ns:password type="x">xxxxx'],
    ['in other text', 'user sends password=abc, more', 'user sends password=xxxxx, more'],
    ['by their form', 'I got Bearer abcdefghij.k= from eyJhbGciOiJIUzI1.eyJzdWIi.sig', 'I got xxxxx from xxxxx'],
  ])('%s', (_, text, covered) => {
    expect(coveredText(text)).toBe(covered)
  })

  test('in maps, at any depth', () => {
    expect(shownBody({ a: [{ apiKey: 'abc', deep: { Authorization: ['x'] } }] }, 200).body).toBe(
      '{"a":[{"apiKey":"xxxxx","deep":{"Authorization":"xxxxx"}}]}',
    )
  })

  test('and nothing else', () => {
    const text = '{"name": "Ada", "total": 5, "orders": [{"id": 1}], "customer": {"city": "Oslo"}}'
    expect(coveredText(text)).toBe(text)
  })
})
