import { describe, expect, test } from 'vitest'
import { matchesAny, parseAccept, parseMediaType } from '../../src/http/media-type.ts'
import { parseMultipart } from '../../src/http/multipart.ts'
import { normalizePath } from '../../src/http/normalize-path.ts'
import { parseQuery } from '../../src/http/query.ts'

describe('the path of a request', () => {
  test.each([
    ['/a/b', '/a/b'],
    ['', '/'],
    ['//a///b', '/a/b'],
    ['/x/../a/./b', '/a/b'],
    ['/a/.', '/a/'],
    ['/%61%2D%7e', '/a-~'],
    ['/a%2Fb', '/a%2Fb'],
    ['/../../a', '/a'],
  ])('%s is looked up as %s', (path, normal) => {
    expect(normalizePath(path)).toBe(normal)
  })
})

describe('a query', () => {
  test('is split at ampersands and semicolons, and decoded', () => {
    expect([...parseQuery('a=x+y&b=%2B;c&d==e&&=z')]).toEqual([
      ['a', 'x y'],
      ['b', '+'],
      ['c', ''],
      ['d', '=e'],
      ['z', ''],
    ])
  })

  test('with a malformed escape is a bad request', () => {
    expect(() => [...parseQuery('a=%zz')]).toThrow('is not encoded correctly')
  })

  test('is read up to a bound of parameters', () => {
    expect([...parseQuery('a&'.repeat(5000))]).toHaveLength(1024)
  })
})

describe('media types', () => {
  test('match by type, subtype and the parameters that are asked for', () => {
    const matches = (given: string, declared: string) => matchesAny(parseMediaType(given), [parseMediaType(declared)])
    expect(matches('text/plain; charset=utf-8', 'text/plain')).toBe(true)
    expect(matches('text/plain', 'text/plain;charset=utf-8')).toBe(false)
    expect(matches('text/plain;charset=UTF-8', 'text/plain;charset=utf-8')).toBe(true)
    expect(matches('*/*', 'application/json')).toBe(true)
    expect(matches('image/png', 'text/*')).toBe(false)
  })

  test('are ordered by weight, then by how precise they are', () => {
    expect(parseAccept('*/*;q=0.1, text/*, text/html').map(each => each.raw)).toEqual(['text/html', 'text/*', '*/*;q=0.1'])
  })
})

describe('a multipart body', () => {
  test('is taken apart into fields and files, byte for byte', () => {
    const body = Buffer.concat([
      Buffer.from('--X\r\nContent-Disposition: form-data; name="note"\r\n\r\nhi\r\n--X\r\n'),
      Buffer.from('Content-Disposition: form-data; name="f"; filename="a \\"b\\".bin"\r\nContent-Type: image/png\r\n\r\n'),
      Buffer.from([0, 13, 10, 255]),
      Buffer.from('\r\n--X--\r\n'),
    ])
    expect(parseMultipart(body, 'multipart/form-data; boundary=X')).toEqual([
      { name: 'note', fileName: undefined, contentType: undefined, content: Buffer.from('hi') },
      { name: 'f', fileName: 'a "b".bin', contentType: 'image/png', content: Buffer.from([0, 13, 10, 255]) },
    ])
  })

  test('without a boundary is a bad request', () => {
    expect(() => parseMultipart(Buffer.from('x'), 'multipart/form-data')).toThrow('names no boundary')
  })
})
