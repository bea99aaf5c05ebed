import { describe, expect, test } from 'vitest'
import { builtInCatalog } from '../../src/catalog/index.ts'
import { normalizedUri, parseUri } from '../../src/compile/endpoint-uri.ts'
import { uriWithParameters } from '../../src/compile/path-options.ts'

function normal(uri: string): string {
  const { scheme, path, query, raw } = parseUri(uri)
  return normalizedUri(scheme, path, query, raw)
}

describe('the normalised form of a URI, as Camel 4.22 makes it', () => {
  test.each([
    ['mock:a', 'mock://a'],
    ['mock://a', 'mock://a'],
    ['mock:///a', 'mock:///a'],
    ['  mock:a?x=1  ', 'mock://a?x=1'],
    ['mock:a?', 'mock://a'],
    ['mock:a?x=a:b/c,d', 'mock://a?x=a:b/c,d'],
    ['mock:a?x=a@b$c', 'mock://a?x=a@b$c'],
    ['mock:a?b=x:y&a=1/2', 'mock://a?a=1%2F2&b=x%3Ay'],
    ['mock:a?b=x=y&a=1', 'mock://a?a=1&b=x%3Dy'],
    ['mock:a?b=(x)&a=1', 'mock://a?a=1&b=%28x%29'],
    ['mock:a?b=x;y!z*&a=1', 'mock://a?a=1&b=x%3By%21z*'],
    ['mock:a?b=[x]', 'mock://a?b=%5Bx%5D'],
    ['mock:a?B=${header.x}&A=c:d', 'mock://a?A=c%3Ad&B=%24%7Bheader.x%7D'],
    ['mock:a?b=http://h:80/p?q=1&a=z', 'mock://a?a=z&b=http%3A%2F%2Fh%3A80%2Fp%3Fq%3D1'],
    ['mock:a?z=1&A=2&b=3', 'mock://a?A=2&b=3&z=1'],
    ['mock:a?x=1+2&y=a%2Bb&z=a%20b', 'mock://a?x=1+2&y=a+b&z=a+b'],
    ['mock:a?RAWx=1&b=RAW(x:y/z)&a=q:r', 'mock://a?RAWx=1&a=q%3Ar&b=RAW(x:y/z)'],
    ['mock:a b+c%2Fd?x=1', 'mock://a%20b+c/d?x=1'],
    ['mock:a%41?x=1', 'mock://aA?x=1'],
    ['mock:{a}', 'mock://%7Ba%7D'],
    ['mock:ä?x=ö', 'mock://ä?x=%C3%B6'],
    ['mock:http://h:80/p', 'mock://http://h:80/p'],
    ['mock:a,b;c@d', 'mock://a,b;c@d'],
    ['log:a?\n level=WARN', 'log://a?level=WARN'],
    ['log:a\n  ?level=WARN\n  &showBodyType=false', 'log://a%20?level=WARN&showBodyType=false'],
    ['mock:a?marker=x\n  y&b=c', 'mock://a?b=c&marker=xy'],
    ['mock:a\nb', 'mock://a%20b'],
  ])('%j is %s', (uri, expected) => {
    expect(normal(uri)).toBe(expected)
  })
})

describe('the values of options', () => {
  test.each([
    ['log:a?marker=RAW(a&b=c)&level=WARN', { marker: 'a&b=c', level: 'WARN' }],
    ['log:a?marker=RAW{a&b)}&level=WARN', { marker: 'a&b)', level: 'WARN' }],
    ['log:a?marker=RAW(abc&level=WARN', { marker: 'RAW(abc&level=WARN' }],
    ['log:a?level', { level: '' }],
    ['log:a?marker=%zz', { marker: '%zz' }],
    ['log:a?level=%57ARN', { level: 'WARN' }],
    ['log:a?level=WARN?x=y', { level: 'WARN?x=y' }],
    ['log:a?level= WARN', { level: ' WARN' }],
  ])('%s', (uri, expected) => {
    expect(Object.fromEntries(parseUri(uri).query)).toEqual(expected)
  })

  test.each([
    ['', 0],
    [':a', 0],
    ['mo ck:a', 0],
    ['mock:', 0],
    ['log:a?level=WARN&', 16],
    ['log:a?level=WARN&&x=y', 17],
    ['log:a?level=WARN&level=ERROR', 17],
  ])('%j is refused at character %i', (uri, offset) => {
    expect(() => parseUri(uri)).toThrow(
      expect.objectContaining({ code: 'KF_ROUTE_URI_SYNTAX', details: expect.objectContaining({ offset }) }),
    )
  })
})

describe('a URI with parameters, as Camel puts it together', () => {
  const join = (uri: string, parameters: Record<string, unknown>) =>
    uriWithParameters(builtInCatalog().connectors.get(uri.replace(/[:?].*/s, '')), uri, parameters)

  test.each([
    ['mock', {}, 'mock:null'],
    ['mock', { name: 'end' }, 'mock:end'],
    ['mock://', { name: 'end' }, 'mock:end'],
    ['log', { loggerName: 'a b', level: 'WARN' }, 'log:a b?level=WARN'],
    ['log', { 'logger-name': 'a', 'show-body-type': 'false' }, 'log:a?showBodyType=false'],
    ['log:a', { level: 'WARN', marker: 'x' }, 'log:a?level=WARN&marker=x'],
    ['mock:a', { x: { a: 'b', c: { d: 'e' } } }, 'mock:a?x={a=b, c={d=e}}'],
    ['mock:a', { x: undefined, y: '' }, 'mock:a?y='],
    ['mock:a?x=1', {}, 'mock:a?x=1'],
  ])('%s with %j is %s', (uri, parameters, expected) => {
    expect(join(uri, parameters)).toBe(expected)
  })

  test('an option that is given twice is refused, or its values joined where the connector lets them be repeated', () => {
    expect(() => parseUri('log:a?level=INFO&level=WARN')).toThrow(expect.objectContaining({ code: 'KF_ROUTE_URI_SYNTAX' }))
    expect(parseUri('http:a?tag=1&x=2&tag=3', { repeatable: true }).query.get('tag')).toBe('1&tag=3')
  })

  test('a query together with parameters is refused', () => {
    expect(() => join('log:a?level=WARN', { showBodyType: 'false' })).toThrow(expect.objectContaining({ code: 'KF_ROUTE_URI_SYNTAX' }))
  })

  test('a path that is missing among the parameters is refused', () => {
    expect(() => join('log', { level: 'WARN' })).toThrow(expect.objectContaining({ code: 'KF_ROUTE_MISSING' }))
  })
})
