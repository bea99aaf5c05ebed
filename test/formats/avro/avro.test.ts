import avsc from 'avsc'
import { expect, test } from 'vitest'
import { validateRoutes } from '../../../src/index.ts'
import { folderWith } from '../../helpers/folders.ts'
import { newFolder, runRoutes } from '../../helpers/run-routes.ts'

const ORDER = {
  type: 'record',
  name: 'Order',
  namespace: 'shop',
  fields: [
    { name: 'id', type: 'long' },
    { name: 'item', type: 'string' },
    { name: 'price', type: 'double' },
    { name: 'paid', type: 'boolean', default: false },
    { name: 'note', type: ['null', 'string'], default: null },
    { name: 'tags', type: { type: 'array', items: 'string' }, default: [] },
    { name: 'extra', type: { type: 'map', values: 'int' }, default: {} },
    { name: 'state', type: { type: 'enum', name: 'State', symbols: ['OPEN', 'DONE'] }, default: 'OPEN' },
    { name: 'raw', type: 'bytes', default: '' },
    { name: 'next', type: ['null', 'Order'], default: null },
  ],
}

const route = (name: string, step: string) =>
  `- from:\n    uri: direct:${name}\n    steps:\n      - ${step}\n      - convertBodyTo: { type: "byte[]" }\n`
const readRoute = (name: string, step: string) => `- from:\n    uri: direct:${name}\n    steps:\n      - ${step}\n`

async function write(schema: unknown, body: unknown): Promise<{ hex: string | undefined; error: unknown }> {
  const { kafila } = await runRoutes(route('in', 'marshal: { avro: { schemaResolver: "#schema" } }'), { beans: { schema } })
  const { exception, body: bytes } = await kafila.send('direct:in', { body })
  return { hex: exception ? undefined : (bytes as Buffer).toString('hex'), error: exception }
}

test("writes the examples of Avro's specification", async () => {
  const record = {
    type: 'record',
    name: 'test',
    fields: [
      { name: 'a', type: 'long' },
      { name: 'b', type: 'string' },
    ],
  }
  expect((await write(record, { a: 27, b: 'foo' })).hex).toBe('3606666f6f')
  expect((await write({ type: 'array', items: 'long' }, [3, 27])).hex).toBe('04063600')
  expect((await write(['null', 'string'], 'a')).hex).toBe('020261')
  expect((await write('"long"', -64)).hex).toBe('7f')
  expect((await write('"long"', 64)).hex).toBe('8001')
})

test('reads what the library wrote into plain maps, and keeps long numbers', async () => {
  const folder = folderWith({ 'schemas/avro/shop.Order.avsc': JSON.stringify(ORDER) })
  const long = avsc.types.LongType.__with({
    fromBuffer: (buffer: Buffer) => buffer.readBigInt64LE(),
    toBuffer: (value: bigint) => {
      const buffer = Buffer.alloc(8)
      buffer.writeBigInt64LE(value)
      return buffer
    },
    fromJSON: BigInt,
    toJSON: Number,
    isValid: (value: unknown) => typeof value === 'bigint',
    compare: () => 0,
  })
  const type = avsc.Type.forSchema(ORDER as never, { registry: { long }, wrapUnions: 'never' })
  const bytes = type.toBuffer({
    id: 9007199254740993n,
    item: 'Öl',
    price: 12.5,
    paid: true,
    note: 'x',
    tags: ['a'],
    extra: { b: 2 },
    state: 'DONE',
    raw: Buffer.from([1, 2]),
    next: null,
  })
  const { kafila } = await runRoutes(readRoute('in', 'unmarshal: { avro: { instanceClassName: shop.Order } }'), { folder })
  const { body } = await kafila.send('direct:in', { body: Buffer.concat([bytes, Buffer.from('behind')]) })
  expect(body).toEqual({
    id: 9007199254740993n,
    item: 'Öl',
    price: 12.5,
    paid: true,
    note: 'x',
    tags: ['a'],
    extra: { b: 2 },
    state: 'DONE',
    raw: Buffer.from([1, 2]),
    next: null,
  })
})

test('a map goes to Avro and back, with defaults for what is absent and types that hold themselves', async () => {
  const folder = folderWith({ 'orders.avsc': JSON.stringify(ORDER) })
  const options = '{ avro: { instanceClassName: "orders.avsc#shop.Order", library: Jackson } }'
  const { kafila } = await runRoutes(
    `- from:\n    uri: direct:in\n    steps:\n      - marshal: ${options}\n      - setProperty: { name: type, simple: "\${header.Content-Type}" }\n      - unmarshal: ${options}\n`,
    { folder },
  )
  const inner = { id: 2, item: 'cap', price: 1, note: 'n' }
  const exchange = await kafila.send('direct:in', { body: { id: 1, item: 'hat', price: 2.5, next: inner } })
  const defaults = { paid: false, tags: [], extra: {}, state: 'OPEN', raw: Buffer.alloc(0), next: null }
  expect(exchange.exception).toBeUndefined()
  expect(JSON.parse(JSON.stringify(exchange.body))).toEqual(
    JSON.parse(JSON.stringify({ id: 1, item: 'hat', price: 2.5, ...defaults, note: null, next: { ...inner, ...defaults } })),
  )
  expect(exchange.property('type')).toBe('application/avro')
})

test('a branch of a union is chosen by the value', async () => {
  const union = ['null', 'int', 'double', 'string', { type: 'array', items: 'string' }, { type: 'fixed', name: 'F', size: 2 }]
  const branch = async (value: unknown) => Number.parseInt((await write(union, value)).hex!.slice(0, 2), 16) / 2
  expect(await branch(null)).toBe(0)
  expect(await branch(7)).toBe(1)
  expect(await branch(7.5)).toBe(2)
  expect(await branch(3_000_000_000)).toBe(2)
  expect(await branch('x')).toBe(3)
  expect(await branch(['x'])).toBe(4)
  expect(await branch(Buffer.from([1, 2]))).toBe(5)
})

test('a value that the schema does not allow is told with its place', async () => {
  const { error } = await write(ORDER, { id: 1, item: 'x', price: 'dear' })
  expect(error).toMatchObject({
    code: 'KF_FORMAT_MARSHAL',
    message: 'price must be double, not "dear"',
    type: 'java.lang.IllegalArgumentException',
  })
  expect((await write(ORDER, { id: 1, price: 2 })).error).toMatchObject({ message: 'item must be string, not absent' })
  expect((await write(ORDER, { id: 1, item: 'x', price: 2, color: 'red' })).error).toMatchObject({
    message: expect.stringContaining('shop.Order has no field color'),
  })
})

test('bytes that end too early are an EOFException', async () => {
  const { kafila } = await runRoutes(readRoute('in', 'unmarshal: { avro: { schemaResolver: "#schema" } }'), { beans: { schema: ORDER } })
  const { exception } = await kafila.send('direct:in', { body: Buffer.from([2, 20, 65]) })
  expect(exception).toMatchObject({ code: 'KF_FORMAT_UNMARSHAL', type: 'java.io.EOFException' })
})

test("Camel's schema resolver gives the schema, and as a processor says it to later steps", async () => {
  const { kafila } = await runRoutes(`- beans:
    - name: resolver
      type: "#class:org.apache.camel.component.jackson.avro.transform.AvroSchemaResolver"
      properties:
        schema: '{"type": "record", "name": "User", "namespace": "demo.kamelets", "fields": [{"name": "age", "type": "int"}]}'
- from:
    uri: direct:in
    steps:
      - process: { ref: resolver }
      - marshal: { avro: { library: Jackson, autoDiscoverSchemaResolver: false } }
      - unmarshal: { avro: { library: Jackson, unmarshalType: com.fasterxml.jackson.databind.JsonNode, schemaResolver: "#bean:resolver" } }
`)
  const exchange = await kafila.send('direct:in', { body: { age: 29 } })
  expect(exchange.exception).toBeUndefined()
  expect(JSON.stringify(exchange.body)).toBe('{"age":29}')
  expect(exchange.property('X-Content-Schema-Type')).toBe('avsc')
})

test('a property of the exchange gives the schema', async () => {
  const { kafila } = await runRoutes(`- from:
    uri: direct:in
    steps:
      - setProperty: { name: schema, constant: '"string"' }
      - marshal: { avro: {} }
      - convertBodyTo: { type: "byte[]" }
`)
  expect((await kafila.send('direct:in', { body: 'foo' })).body).toEqual(Buffer.from('06666f6f', 'hex'))
})

test('without a schema a message fails with the places where one is looked for', async () => {
  const { kafila } = await runRoutes(readRoute('in', 'marshal: { avro: {} }'))
  expect((await kafila.send('direct:in', { body: {} })).exception).toMatchObject({
    code: 'KF_FORMAT_SCHEMA',
    message: expect.stringContaining('schemas/avro/*.avsc'),
  })
})

test('a type without schema, and what presupposes Java classes, are told when the route is built', async () => {
  const text = `- from:
    uri: direct:in
    steps:
      - marshal: { avro: { instanceClassName: shop.Nothing } }
      - marshal: { avro: { jsonView: com.acme.View } }
`
  const found = await validateRoutes({ routes: [{ file: 'a.yaml', text }], directory: newFolder() })
  expect(found.map(each => [each.code, each.at?.line, each.message])).toEqual([
    ['KF_FORMAT_SCHEMA', 4, expect.stringContaining('avro: no schema for shop.Nothing; looked in schemas/avro/shop.Nothing.avsc')],
    ['KF_ROUTE_UNSUPPORTED', 5, expect.stringContaining('it names Java classes')],
  ])
})
