import { describe, expect, test } from 'vitest'
import { parseMediaType } from '../../src/http/media-type.ts'
import { compilePath } from '../../src/http/path-pattern.ts'
import { HttpRouter } from '../../src/http/router.ts'

interface RouteOptions {
  readonly methods?: readonly string[]
  readonly consumes?: readonly string[]
  readonly produces?: readonly string[]
}

function router(...routes: readonly (readonly [name: string, path: string, options?: RouteOptions])[]): HttpRouter<string> {
  const made = new HttpRouter<string>()
  for (const [handler, path, { methods, consumes, produces } = {}] of routes) {
    made.add({
      handler,
      path: compilePath(path),
      methods: methods && new Set(methods),
      consumes: consumes?.map(parseMediaType),
      produces: produces?.map(parseMediaType),
      withoutContentType: false,
    })
  }
  return made
}

function find(made: HttpRouter<string>, method: string, path: string, headers: Readonly<Record<string, string>> = {}): string | number {
  const found = made.find({ method, path, header: name => headers[name] })
  return typeof found === 'number' ? found : found.route.handler
}

describe('a router', () => {
  test('lets the first declared path win, also against a more specific one', () => {
    const made = router(['any', '/orders/{id}'], ['new', '/orders/new'])
    expect(find(made, 'GET', '/orders/new')).toBe('any')
    expect(find(router(['new', '/orders/new'], ['any', '/orders/{id}']), 'GET', '/orders/new')).toBe('new')
  })

  test('tells an unknown path (404) from an unknown method (405)', () => {
    const made = router(['a', '/a', { methods: ['GET'] }])
    expect(find(made, 'GET', '/b')).toBe(404)
    expect(find(made, 'POST', '/a')).toBe(405)
  })

  test('answers 415 for a content type that no route takes, and finds the route that does', () => {
    const made = router(['json', '/a', { consumes: ['application/json'] }], ['text', '/a', { consumes: ['text/*'] }])
    expect(find(made, 'POST', '/a', { 'content-type': 'text/plain; charset=utf-8' })).toBe('text')
    expect(find(made, 'POST', '/a', { 'content-type': 'image/png' })).toBe(415)
    expect(find(router(['json', '/a', { consumes: ['application/json'] }]), 'POST', '/a')).toBe(415)
  })

  test('answers 406 where the client accepts nothing of what is made', () => {
    const made = router(['json', '/a', { produces: ['application/json'] }])
    expect(find(made, 'GET', '/a', { accept: 'text/html, application/*;q=0.1' })).toBe('json')
    expect(find(made, 'GET', '/a', { accept: 'text/html' })).toBe(406)
    expect(find(made, 'GET', '/a')).toBe('json')
  })

  test('forgets a route that was removed', () => {
    const made = new HttpRouter<string>()
    const path = compilePath('/a')
    const remove = made.add({ handler: 'a', path, methods: undefined, consumes: undefined, produces: undefined, withoutContentType: false })
    expect(find(made, 'GET', '/a')).toBe('a')
    remove()
    expect(find(made, 'GET', '/a')).toBe(404)
  })
})
