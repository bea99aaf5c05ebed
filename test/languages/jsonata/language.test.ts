import { Readable } from 'node:stream'
import { afterEach, describe, expect, test } from 'vitest'
import { JsonNode } from '../../../src/core/values.ts'
import { createKafila, type Kafila, type KafilaOptions, type MessageInput, StreamBody } from '../../../src/index.ts'
import { jsonata } from '../../../src/languages/jsonata/index.ts'
import { failureOf } from './evaluate.ts'

let kafila: Kafila | undefined
const silent = { enabled: () => false, write() {} }

afterEach(async () => {
  await kafila?.stop()
  kafila = undefined
})

/** What a route makes of a message with an expression as its only step. */
async function transform(
  expression: string | Readonly<Record<string, unknown>>,
  message: MessageInput,
  options: KafilaOptions = {},
): Promise<unknown> {
  const step = { setBody: { jsonata: typeof expression === 'string' ? { expression } : expression } }
  const text = JSON.stringify([{ route: { from: { uri: 'direct:start', steps: [step] } } }])
  kafila = await createKafila({ routes: [{ file: 'jsonata.yaml', text }], logger: silent, ...options })
  await kafila.start()
  return kafila.request('direct:start', message)
}

describe('the input', () => {
  const expression = '$sum(items.price)'
  const json = '{"items":[{"price":1.5},{"price":2}]}'

  test.each([
    ['JSON text', json],
    ['bytes', Buffer.from(json)],
    ['a stream that nobody has read yet', new StreamBody(Readable.from([Buffer.from(json.slice(0, 9)), Buffer.from(json.slice(9))]))],
    ['a map', JSON.parse(json)],
    ['a JSON node', new JsonNode(JSON.parse(json))],
  ])('may be %s', async (_what, body) => {
    expect(await transform(expression, { body })).toBe(3.5)
  })

  test('is null for an empty body', async () => {
    expect(await transform('$type($)', { body: null })).toBe('null')
  })

  test('must be well-formed where it is text', async () => {
    await expect(transform('a', { body: 'no json' })).rejects.toMatchObject({ type: 'com.fasterxml.jackson.core.JsonParseException' })
  })

  test('comes from a header with the option source', async () => {
    expect(await transform({ expression: 'a', source: 'header:order' }, { headers: { order: '{"a":5}' } })).toBe(5)
  })
})

describe('the result', () => {
  test('is null where there is none', async () => {
    expect(await transform('nope', { body: {} })).toBeNull()
  })

  test('is converted with resultType', async () => {
    expect(await transform({ expression: 'a + 1', resultType: 'java.lang.String' }, { body: { a: 1 } })).toBe('2')
  })
})

describe('variables', () => {
  test('give headers, variables and exchange properties', async () => {
    const message = { body: {}, headers: { Region: 'EU' }, variables: { rate: 2 }, properties: { batch: 'b1' } }
    expect(await transform('$headers.Region & $variables.rate & $exchangeProperties.batch', message)).toBe('EU2b1')
    expect(await transform('$eval("$headers.Region")', message)).toBe('EU')
  })

  test('give the functions of a bean, called on it', async () => {
    class Rates {
      private readonly rate = 1.2
      toUsd(amount: number) {
        return amount * this.rate
      }
    }
    const expression = { expression: '$toUsd(amount)', frameBinding: '#bean:rates' }
    expect(await transform(expression, { body: { amount: 10 } }, { beans: { rates: new Rates() } })).toBe(12)
  })

  test('give asynchronous functions of a bean, which the route waits for', async () => {
    const rates = { rate: async (currency: string) => (currency === 'USD' ? 1.2 : 1) }
    const expression = { expression: '{"total": amount * $rate("USD")}', frameBinding: '#bean:rates' }
    expect(await transform(expression, { body: { amount: 10 } }, { beans: { rates } })).toEqual({ total: 12 })
  })

  test('give the time of the runtime', async () => {
    const time = Date.UTC(2026, 0, 2)
    const clock = { now: () => time, sleep: () => Promise.resolve(), after: () => () => undefined }
    expect(await transform('$now()', { body: {} }, { clock })).toBe('2026-01-02T00:00:00.000Z')
  })
})

describe('failures', () => {
  test('are known to routes by the class of failed expressions, and tell code and place', async () => {
    await expect(transform('a + 1', { body: { a: 'x' } })).rejects.toMatchObject({
      code: 'KF_EXPR_EVALUATION',
      type: 'org.apache.camel.ExpressionEvaluationException',
      message: 'The left side of the "+" operator must evaluate to a number',
      details: { code: 'T2001', token: '+', position: 3 },
    })
  })

  test.each([
    ['a.b bad', 4, 'S0201', 7],
    ['items[price >', 13, 'S0203', 13],
    ['"open', 5, 'S0101', 5],
  ])('of syntax are found before anything runs, and point at where the bad word begins: %s', (text, offset, code, position) => {
    const failure = failureOf(() => jsonata.check!(text, 'expression'))
    expect(failure).toMatchObject({ kafila: 'KF_EXPR_SYNTAX', code, position, offset })
  })

  test('stop at the limits that an expression is given', async () => {
    const expression = { expression: '[1..100]', sequence: 10 }
    await expect(transform(expression, { body: {} })).rejects.toMatchObject({ details: { code: 'D2015' } })
  })
})
