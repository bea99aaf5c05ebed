import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Double, JsonNode } from '../../src/core/values.ts'
import { createKafila, type Exchange, type Kafila, type MessageInput, StreamBody } from '../../src/index.ts'

// What Camel does with these messages was asked of camel-jsonata 4.17 on Camel 4.22.

let kafila: Kafila | undefined
let directory: string

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'kafila-jsonata-'))
})

afterEach(async () => {
  await kafila?.stop()
  kafila = undefined
  rmSync(directory, { recursive: true, force: true })
})

function write(name: string, text: string): void {
  writeFileSync(join(directory, name), text)
}

async function open(uri: string, beans: Readonly<Record<string, unknown>> = {}): Promise<void> {
  const text = JSON.stringify([{ route: { from: { uri: 'direct:start', steps: [{ to: uri }] } } }])
  kafila = await createKafila({ routes: [{ file: 'jsonata.yaml', text }], directory, beans, logger: { enabled: () => false, write() {} } })
  await kafila.start()
}

async function send(message: MessageInput): Promise<Exchange> {
  const exchange = await kafila!.send('direct:start', message, 'InOut')
  if (exchange.exception !== undefined) throw exchange.exception
  return exchange
}

async function bodyFor(body: unknown): Promise<unknown> {
  return (await send({ body })).body
}

describe('input and output', () => {
  beforeEach(() => write('order.jsonata', '{ "id": a, "n": $count(items), "half": 7/2, "whole": 8/2, "double": 1.0 }'))

  test('values come out as a JSON node', async () => {
    await open('jsonata:file:order.jsonata')
    expect(await bodyFor({ a: 1, items: [{ name: 'x' }, { name: 'y' }] })).toEqual(
      new JsonNode({ id: 1, n: 2, half: 3.5, whole: 4, double: 1 }),
    )
  })

  test('a text is a text unless it is declared to be JSON', async () => {
    await open('jsonata:file:order.jsonata?outputType=JsonString')
    expect(await bodyFor('{"a":1,"items":[1]}')).toBe('{"n":0,"half":3.5,"whole":4,"double":1}')
  })

  test.each([
    ['text', () => '{"a":1.50,"items":[1]}'],
    ['bytes', () => Buffer.from('{"a":1.50,"items":[1]}')],
    ['a stream', () => new StreamBody(Readable.from([Buffer.from('{"a":1.50,"items":[1]}')]))],
  ])('JSON may be %s', async (_what, body) => {
    await open('jsonata:file:order.jsonata?inputType=JsonString&outputType=JsonString')
    expect(await bodyFor(body())).toBe('{"id":1.5,"n":1,"half":3.5,"whole":4,"double":1}')
  })

  test('numbers of the input keep their form, and keys their order', async () => {
    write('same.jsonata', '$')
    await open('jsonata:same.jsonata?inputType=JsonString&outputType=JsonString')
    const json = '{"b":1.0,"2":12345678901234567890,"1":1e3,"c":12345678901,"d":0.1}'
    expect(await bodyFor(json)).toBe('{"b":1.0,"2":12345678901234567890,"1":1000.0,"c":12345678901,"d":0.1}')
  })

  test('text is written unescaped, nothing as null', async () => {
    write('text.jsonata', '[a, "😀é", nope]')
    await open('jsonata:text.jsonata?outputType=JsonString')
    expect(await bodyFor({ a: new Double(2) })).toBe('[2.0,"😀é"]')
    write('nothing.jsonata', 'nope')
    await kafila!.stop()
    await open('jsonata:nothing.jsonata?outputType=JsonString')
    expect(await bodyFor({})).toBe('null')
  })

  test('headers stay', async () => {
    await open('jsonata:file:order.jsonata')
    expect((await send({ body: {}, headers: { k: 'v' } })).header('k')).toBe('v')
  })

  test.each([
    ['bytes where values are wanted', 'Jackson', Buffer.from('{}'), 'java.lang.IllegalArgumentException'],
    ['a map where JSON is wanted', 'JsonString', {}, 'java.lang.IllegalArgumentException'],
    ['nothing where JSON is wanted', 'JsonString', null, 'java.lang.IllegalArgumentException'],
    ['an empty text', 'JsonString', '', 'com.fasterxml.jackson.databind.exc.MismatchedInputException'],
    ['no JSON', 'JsonString', 'nojson', 'com.fasterxml.jackson.core.JsonParseException'],
  ])('a body is refused that is %s', async (_what, inputType, body, type) => {
    await open(`jsonata:file:order.jsonata?inputType=${inputType}`)
    await expect(bodyFor(body)).rejects.toMatchObject({ type })
  })
})

describe('the expression', () => {
  test('may be missing at the start; then each message fails until it is there', async () => {
    await open('jsonata:file:late.jsonata?outputType=JsonString')
    await expect(bodyFor({ a: 1 })).rejects.toMatchObject({ type: 'java.io.FileNotFoundException' })
    write('late.jsonata', 'a')
    expect(await bodyFor({ a: 1 })).toBe('1')
  })

  test('may be a bean that is a text, and may be named by the parameter resourceUri', async () => {
    const text = JSON.stringify([
      { route: { from: { uri: 'direct:start', steps: [{ to: { uri: 'jsonata:', parameters: { resourceUri: 'ref:sum' } } }] } } },
    ])
    kafila = await createKafila({ routes: [{ file: 'jsonata.yaml', text }], beans: { sum: '$sum(a)' } })
    await kafila.start()
    expect(await bodyFor({ a: [1, 2] })).toEqual(new JsonNode(3))
  })

  test('is read once, or for every message without contentCache', async () => {
    write('x.jsonata', 'a')
    await open('jsonata:x.jsonata?outputType=JsonString&contentCache=false')
    expect(await bodyFor({ a: 1, b: 2 })).toBe('1')
    write('x.jsonata', 'b')
    expect(await bodyFor({ a: 1, b: 2 })).toBe('2')
    await kafila!.stop()
    await open('jsonata:x.jsonata?outputType=JsonString')
    expect(await bodyFor({ a: 1, b: 2 })).toBe('2')
    write('x.jsonata', 'a')
    expect(await bodyFor({ a: 1, b: 2 })).toBe('2')
  })

  test.each([
    ['a +', 'Unexpected end of expression'],
    ['"a" + 1', 'The left side of the "+" operator must evaluate to a number'],
  ])('that is bad or fails is a JException, which is a RuntimeException to routes: %s', async (text, message) => {
    write('bad.jsonata', text)
    await open('jsonata:bad.jsonata')
    await expect(bodyFor({})).rejects.toMatchObject({ type: 'com.dashjoin.jsonata.JException', message })
  })

  test('may come from a header where that is allowed: its text, or its place', async () => {
    write('x.jsonata', 'a')
    write('other.jsonata', 'z')
    await open('jsonata:x.jsonata?outputType=JsonString&allowTemplateFromHeader=true')
    const inline = await send({ body: { z: 3 }, headers: { CamelJsonataResourceUri: 'z + 1' } })
    expect(inline.body).toBe('4')
    expect(inline.header('CamelJsonataResourceUri')).toBeUndefined()
    expect((await send({ body: { z: 3 }, headers: { CamelJsonataResourceUri: 'file:other.jsonata' } })).body).toBe('3')
  })

  test('does not come from a header otherwise', async () => {
    write('x.jsonata', 'a')
    await open('jsonata:x.jsonata?outputType=JsonString')
    const exchange = await send({ body: { a: 1, z: 3 }, headers: { CamelJsonataResourceUri: 'z' } })
    expect([exchange.body, exchange.header('CamelJsonataResourceUri')]).toEqual(['1', 'z'])
  })

  test('sees its input only, not the headers, even with allowContextMapAll', async () => {
    write('x.jsonata', '$headers')
    await open('jsonata:x.jsonata?allowContextMapAll=true&outputType=JsonString')
    expect((await send({ body: {}, headers: { k: 'v' } })).body).toBe('null')
  })

  test('sees the functions of a frame binding', async () => {
    write('x.jsonata', '$twice(a)')
    await open('jsonata:x.jsonata?frameBinding=#bean:functions&outputType=JsonString', {
      functions: { twice: (value: number) => value * 2 },
    })
    expect(await bodyFor({ a: 4 })).toBe('8')
  })
})
