import { expect, test } from 'vitest'
import { exceptionType } from '../../src/core/exceptions.ts'
import { OnceBody } from '../../src/core/once-body.ts'
import { bytesOf, StreamBody } from '../../src/core/stream-body.ts'
import { runRoutes } from '../helpers/run-routes.ts'

const twice = (more: string) => `
- route:
    ${more}
    from:
      uri: direct:start
      steps:
        - convertBodyTo: { type: java.io.InputStream }
        - setHeader: { name: first, simple: "<\${body}>" }
        - setHeader: { name: second, simple: "<\${body}>" }
        - to: mock:end
`

test('in a route without stream caching a stream is there for the first who reads it', async () => {
  const { kafila, received } = await runRoutes(twice('streamCache: false'))
  await kafila.send('direct:start', { body: 'x' })
  expect(received('end').map(each => [each.header('first'), each.header('second')])).toEqual([['<x>', '<>']])
})

test('elsewhere it can be read again', async () => {
  const { kafila, received } = await runRoutes(twice('streamCache: true'))
  await kafila.send('direct:start', { body: 'x' })
  expect(received('end')[0]!.header('second')).toBe('<x>')
})

test('a stream that closes behind its end fails who reads it again', () => {
  const body = new OnceBody(new StreamBody('x'), 'java.io.StringReader', () => false)
  expect(String(bytesOf(body))).toBe('x')
  let type = ''
  try {
    bytesOf(body)
  } catch (error) {
    type = exceptionType(error)
  }
  expect(type).toBe('org.apache.camel.TypeConversionException')
})

test('what is opened as a stream is read', () => {
  const body = new OnceBody(new StreamBody('x'), 'java.io.ByteArrayInputStream', () => false)
  body.open()
  expect(bytesOf(body).length).toBe(0)
})

test('a called route with stream caching reads it as often as it wants', async () => {
  const { kafila, received } = await runRoutes(`
- route:
    streamCache: false
    from:
      uri: direct:start
      steps: [ { convertBodyTo: { type: java.io.InputStream } }, { to: direct:cached }, { to: mock:end } ]
- from:
    uri: direct:cached
    steps: [ { setHeader: { name: first, simple: "<\${body}>" } }, { setHeader: { name: second, simple: "<\${body}>" } } ]
`)
  await kafila.send('direct:start', { body: 'x' })
  expect(received('end').map(each => [each.header('first'), each.header('second')])).toEqual([['<x>', '<x>']])
})
