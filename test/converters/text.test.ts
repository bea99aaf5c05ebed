import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { charsetNamed, isTrue, javaText, toText } from '../../src/converters/index.ts'
import { Exchange } from '../../src/core/exchange.ts'
import type { Services } from '../../src/core/services.ts'
import { StreamBody } from '../../src/core/stream-body.ts'
import { Suspension } from '../../src/core/suspension.ts'
import { double, JsonNode } from '../../src/core/values.ts'

const services = { clock: { now: () => 0 }, uncachedRoutes: new Set() } as unknown as Services

describe('the text of a value', () => {
  it('is that of Java for doubles, lists and maps', () => {
    expect(toText([1, 'a', null, [2, { k: 'v' }]])).toBe('[1, a, null, [2, {k=v}]]')
    expect(toText({ a: 1, e: { f: 1.5 } })).toBe('{a=1, e={f=1.5}}')
    expect([1, 1e7, 1e6, 12345678.9, 0.001, 1e-4, 1e21, 3e10, 0.1, -0].map(value => toText(double(value)))).toEqual([
      '1.0',
      '1.0E7',
      '1000000.0',
      '1.23456789E7',
      '0.001',
      '1.0E-4',
      '1.0E21',
      '3.0E10',
      '0.1',
      '-0.0',
    ])
  })

  it('of null is null, inside a list the word', () => {
    expect(toText(null)).toBeNull()
    expect(javaText(null)).toBe('null')
  })

  it('of a JSON node is pretty JSON, inside a list compact JSON', () => {
    const node = new JsonNode({ a: [1, { b: [] }], c: {} })
    expect(toText(node)).toBe('{\n  "a" : [ 1, {\n    "b" : [ ]\n  } ],\n  "c" : { }\n}')
    expect(toText([node])).toBe('[{"a":[1,{"b":[]}],"c":{}}]')
  })

  it('of bytes follows CamelCharsetName', () => {
    const exchange = new Exchange(services, Buffer.from('Z3L8bg==', 'base64'))
    exchange.setHeader('CamelCharsetName', 'iso-8859-1')
    expect(toText(exchange.body, exchange)).toBe('grün')
  })

  it('of an unread stream suspends until the stream is read', async () => {
    const body = new StreamBody(Readable.from([Buffer.from('ab'), Buffer.from('c')]))
    const suspension = (() => {
      try {
        return toText(body)
      } catch (error) {
        return error
      }
    })()
    expect(suspension).toBeInstanceOf(Suspension)
    await (suspension as Suspension).ready()
    expect(toText(body)).toBe('abc')
  })
})

describe('charsets', () => {
  it.each([
    ['utf-16be', 'ü', '00fc'],
    ['UTF-16', 'a', 'feff0061'],
    ['iso-8859-1', 'ü€', 'fc3f'],
    ['US-ASCII', 'aü', '613f'],
    ['windows-1252', '€', '80'],
    ['Cp1252', '€', '80'],
    ['Shift_JIS', 'あ', '82a0'],
  ])('%s writes %s as %s', (name, text, hex) => {
    expect(charsetNamed(name).encode(text).toString('hex')).toBe(hex)
  })

  it('with an unknown name are refused as Java does', () => {
    expect(() => charsetNamed('NOPE-8')).toThrow('NOPE-8')
  })
})

describe('the rule of truth', () => {
  it.each([0, 'no', {}, [null], double(0), 'TRUE'])('takes %j for true', value => expect(isTrue(value)).toBe(true))
  it.each(['', ' ', 'false', 'FALSE', ' false ', [], null, false])('takes %j for false', value => expect(isTrue(value)).toBe(false))
})
