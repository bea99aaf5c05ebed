import { Readable } from 'node:stream'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { systemClock } from '../../src/core/clock.ts'
import { errors } from '../../src/core/errors.ts'
import { Exchange } from '../../src/core/exchange.ts'
import { MessageList } from '../../src/core/message-part.ts'
import type { Services } from '../../src/core/services.ts'
import { bytesOf, isByteSource, StreamBody } from '../../src/core/stream-body.ts'
import { Decimal, Double, JavaValue, JsonNode } from '../../src/core/values.ts'
import { decodeExchange, encodeExchange } from '../../src/stores/exchange-codec.ts'

const services = { name: 'test', clock: systemClock, originals: { kept: false } } as unknown as Services

async function thereAndBack(exchange: Exchange): Promise<Exchange> {
  return decodeExchange(await encodeExchange(exchange), services)
}

const plain = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.double(),
  fc.integer(),
  fc.maxSafeInteger(),
  fc.bigInt(),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.integer({ min: 0xd7f0, max: 0xe00f }).map(code => String.fromCharCode(code)) }),
  fc.date({ noInvalidDate: true }),
  fc.uint8Array().map(bytes => Buffer.from(bytes)),
  fc.double().map(value => new Double(value)),
  fc.bigInt().map(value => new Decimal(`${value}.50`)),
  fc.string().map(value => new JavaValue('java.net.URI', value)),
  fc.nat().map(value => new JavaValue('java.time.Duration', 'PT1S', value)),
)
const value = fc.letrec(tie => ({
  value: fc.oneof({ depthSize: 'small' }, plain, tie('list'), tie('map'), tie('entries'), tie('node')),
  list: fc.array(tie('value')),
  map: fc.dictionary(fc.string(), tie('value')).map(map => ({ ...map })),
  entries: fc.array(fc.tuple(plain, tie('value'))).map(entries => new Map(entries)),
  node: tie('value').map(inner => new JsonNode(inner)),
})).value

test('what can be stored comes back as it was', async () => {
  await fc.assert(
    fc.asyncProperty(value, fc.dictionary(fc.string(), value), fc.dictionary(fc.string(), value), async (body, headers, properties) => {
      const exchange = new Exchange(services, body)
      for (const [name, each] of Object.entries(headers)) exchange.setHeader(name, each)
      for (const [name, each] of Object.entries(properties)) exchange.setProperty(`p${name}`, each)
      for (const [name, each] of Object.entries(properties)) exchange.setVariable(name, each)
      const back = await thereAndBack(exchange)
      expect(back.body).toStrictEqual(body)
      expect(back.headerEntries()).toStrictEqual(exchange.headerEntries())
      expect(back.propertyEntries()).toStrictEqual(exchange.propertyEntries())
      expect({ ...back.variables }).toStrictEqual({ ...exchange.variables })
    }),
    { numRuns: 200 },
  )
})

test('id, pattern, route, saga, standing and failure come back', async () => {
  const exchange = new Exchange(services, 'x', 'InOut')
  exchange.routeId = 'here'
  exchange.fromRouteId = 'there'
  exchange.fromEndpoint = 'direct://there'
  exchange.saga = 'saga-1'
  exchange.status = 6
  exchange.exception = errors.KF_CONN_LOST({ what: 'the broker' })
  const back = await thereAndBack(exchange)
  expect(back).toMatchObject({ id: exchange.id, pattern: 'InOut', routeId: 'here', fromRouteId: 'there', fromEndpoint: 'direct://there' })
  expect(back).toMatchObject({ saga: 'saga-1', status: 6 })
  expect(back.exception).toMatchObject({ code: 'KF_CONN_LOST', type: 'java.io.IOException', retryable: true })
  expect((back.exception as Error).message).toBe('the broker: the connection is lost')
})

test('a header comes back in the spelling that it had', async () => {
  const exchange = new Exchange(services)
  exchange.setHeader('X-Odd-SPELLING', 1)
  exchange.setHeader('x-odd-spelling', 2)
  expect((await thereAndBack(exchange)).headerEntries()).toEqual([['X-Odd-SPELLING', 2]])
})

test('a stream is read, stays readable, and comes back as one', async () => {
  const stream = new StreamBody(Readable.from([Buffer.from('a'), Buffer.from('b')]))
  const exchange = new Exchange(services, stream)
  const { body } = await thereAndBack(exchange)
  expect(isByteSource(body) && bytesOf(body).toString()).toBe('ab')
  expect(bytesOf(stream).toString()).toBe('ab')
})

test('messages inside of a message come back with all that they are', async () => {
  const member = new Exchange(services, 'one')
  member.setHeader('n', 1)
  const exchange = new Exchange(services, MessageList.from([member]))
  exchange.setProperty('CamelGroupedExchange', [member])
  const back = await thereAndBack(exchange)
  expect(back.body).toBeInstanceOf(MessageList)
  const [first] = back.body as Exchange[]
  expect([first!.id, first!.body, first!.header('n')]).toEqual([member.id, 'one', 1])
  expect((back.property('CamelGroupedExchange') as Exchange[])[0]!.body).toBe('one')
})

test('what cannot be stored is refused by its name', async () => {
  class Order {}
  const refused = async (fill: (exchange: Exchange) => void) => {
    const exchange = new Exchange(services)
    fill(exchange)
    const error = await (async () => encodeExchange(exchange))().catch(failure => failure as Error)
    return (error as Error).message
  }
  expect(await refused(each => void (each.body = new Order()))).toBe('the body is a Order, which cannot be stored')
  expect(await refused(each => void (each.body = [{ a: () => 1 }]))).toBe('the body is a function, which cannot be stored')
  expect(await refused(each => each.setHeader('Total', new Order()))).toBe('the header Total is a Order, which cannot be stored')
  expect(await refused(each => each.setProperty('mine', new Order()))).toBe('the property mine is a Order, which cannot be stored')
  const endless: unknown[] = []
  endless.push(endless)
  expect(await refused(each => void (each.body = endless))).toContain('contains itself')
})

test('what the runtime keeps beside a message is left out where it belongs to the process', async () => {
  const exchange = new Exchange(services)
  exchange.setProperty('CamelClaimCheckRepository', new (class ClaimStore {})())
  exchange.setProperty('CamelSplitIndex', 3)
  expect((await thereAndBack(exchange)).propertyEntries()).toEqual([['CamelSplitIndex', 3]])
})

test('bytes of another version, and damaged ones, are refused', async () => {
  const bytes = await encodeExchange(new Exchange(services, 'text'))
  const refused = (damaged: Buffer) => expect(() => decodeExchange(damaged, services)).toThrow(/what is stored cannot be read/)
  refused(Buffer.concat([Buffer.of(9), bytes.subarray(1)]))
  refused(Buffer.concat([bytes, Buffer.of(0)]))
  for (let length = 0; length < bytes.length; length++) refused(bytes.subarray(0, length))
})
