import { createKafila, StreamBody, validateRoutes } from 'kafila'
import { expect, onTestFinished, test } from 'vitest'
import plugIn, { __WORD__ } from './index.js'

const plugIns = [plugIn]

const ROUTES = `
- from: { uri: direct:read, steps: [ { unmarshal: { __WORD__: {} } } ] }
- from: { uri: direct:write, steps: [ { marshal: { __WORD__: {} } }, { convertBodyTo: { type: String } } ] }
- from: { uri: direct:colon, steps: [ { marshal: { __WORD__: { separator: ": " } } }, { convertBodyTo: { type: String } } ] }
`

async function start() {
  const kafila = await createKafila({ routes: [{ file: 'test.camel.yaml', text: ROUTES }], plugIns })
  onTestFinished(() => kafila.stop())
  await kafila.start()
  return (uri, body) => kafila.request(uri, { body })
}

const order = { id: '7', city: 'Zürich', formula: 'a=b' }
const text = 'id=7\ncity=Zürich\nformula=a=b\n'

test.each([
  ['text', () => text],
  ['bytes', () => Buffer.from(text)],
  ['a stream', () => new StreamBody(Buffer.from(text))],
  ['lines of Windows, with an empty one', () => text.replaceAll('\n', '\r\n\r\n')],
])('%s is read into a map', async (_, body) => {
  const request = await start()
  expect(await request('direct:read', body())).toEqual(order)
})

test('a map is written, and read again', async () => {
  const request = await start()
  const written = await request('direct:write', order)
  expect(written).toBe(text)
  expect(await request('direct:read', written)).toEqual(order)
  expect(await request('direct:colon', { n: 1, none: null })).toBe('n: 1\nnone: \n')
})

test.each([
  ['direct:read', 'id=7\nno name', 'line 2 has no name and "="'],
  ['direct:write', [1, 2], 'the body is no map'],
  ['direct:write', { 'a=b': 1 }, 'the entry "a=b" does not fit into a line'],
  ['direct:write', { a: 'two\nlines' }, 'the entry "a" does not fit into a line'],
])('%s fails for %j', async (uri, body, reason) => {
  const request = await start()
  await expect(request(uri, body)).rejects.toThrow(reason)
})

test.each([
  ['{ seperator: ":" }', 'seperator'],
  ['{ separator: "" }', 'separator is a text of one line'],
])('the options %s are an error with its place', async (options, reason) => {
  const wrong = `- from:\n    uri: direct:in\n    steps:\n      - marshal: { __WORD__: ${options} }\n`
  const [problem, ...others] = await validateRoutes({ routes: [{ file: 'test.camel.yaml', text: wrong }], plugIns })
  expect(others).toEqual([])
  expect(problem.message).toContain(reason)
  expect(problem.at.line).toBe(4)
})

test.each(__WORD__.examples)('the example "$title" is right', async ({ yaml }) => {
  expect(await validateRoutes({ routes: [{ file: 'example.camel.yaml', text: yaml }], plugIns })).toEqual([])
})
