import { describe, expect, test } from 'vitest'
import { compilePath } from '../../src/http/path-pattern.ts'

describe('a path of a route', () => {
  test('without parameters matches itself, with a slash behind it too', () => {
    const path = compilePath('/orders')
    expect(path.match('/orders')).toEqual({})
    expect(path.match('/orders/')).toEqual({})
    expect(path.match('/orders/1')).toBeUndefined()
    expect(path.match('/ORDERS')).toBeUndefined()
  })

  test('that ends in a slash wants the slash', () => {
    expect(compilePath('/orders/').match('/orders/')).toEqual({})
    expect(compilePath('/orders/').match('/orders')).toBeUndefined()
  })

  test('gives its parameters decoded, an encoded slash too', () => {
    const path = compilePath('/orders/{id}/lines/{line}')
    expect(path.match('/orders/a%2Fb/lines/%C3%BC+1')).toEqual({ id: 'a/b', line: 'ü+1' })
    expect(path.match('/orders/7/lines/1/')).toEqual({ id: '7', line: '1' })
    expect(path.match('/orders//lines/1')).toBeUndefined()
    expect(path.match('/orders/7/lines')).toBeUndefined()
    expect(path.match('/orders/7/lines/1/2')).toBeUndefined()
  })

  test('may hold a parameter inside a segment', () => {
    expect(compilePath('/files/{name}.json').match('/files/a.b.json')).toEqual({ name: 'a.b' })
    expect(compilePath('/files/{name}.json').match('/files/a.xml')).toBeUndefined()
    expect(compilePath('/range/{from}-{to}').match('/range/1-2-3')).toEqual({ from: '1-2', to: '3' })
  })

  test('that ends in a star matches every path that begins so, and gives the rest', () => {
    expect(compilePath('/files*').match('/filesystem/a%20b')).toEqual({ '*': 'ystem/a b' })
    expect(compilePath('/files/*').match('/files')).toEqual({ '*': '/' })
    expect(compilePath('/files/*').match('/files/')).toEqual({ '*': '' })
    expect(compilePath('/of/{id}*').match('/of/7/x')).toEqual({ id: '7', '*': '/x' })
  })

  test('must begin with a slash and name each parameter once', () => {
    expect(() => compilePath('orders')).toThrow('Path must start with /')
    expect(() => compilePath('/a/{id}/b/{id}')).toThrow('Cannot use identifier id more than once')
  })

  test('refuses a malformed escape as a bad request', () => {
    expect(() => compilePath('/a/{id}').match('/a/%zz')).toThrow('is not encoded correctly')
  })
})
