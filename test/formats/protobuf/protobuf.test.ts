import protobufjs from 'protobufjs'
import { expect, test } from 'vitest'
import { validateRoutes } from '../../../src/index.ts'
import { folderWith } from '../../helpers/folders.ts'
import { runRoutes } from '../../helpers/run-routes.ts'

/** As in the tests of Camel's own data format. */
const ADDRESS_BOOK = `syntax = "proto2";
package org.apache.camel.dataformat.protobuf.generated;
option java_package = "org.apache.camel.dataformat.protobuf.generated";
option java_outer_classname = "AddressBookProtos";
message Person {
  required string name = 1;
  required int32 id = 2;
  optional string email = 3;
  enum PhoneType { MOBILE = 0; HOME = 1; WORK = 2; }
  message PhoneNumber {
    required string number = 1;
    required PhoneType type = 2 [default = HOME];
  }
  repeated PhoneNumber phone = 4;
  repeated string nicknames = 5;
  message Address {
    optional string street = 1;
    optional int32 street_number = 2;
    optional bool is_valid = 3;
  }
  optional Address address = 6;
}
message AddressBook { repeated Person person = 1; }
`
const PERSON = 'org.apache.camel.dataformat.protobuf.generated.AddressBookProtos$Person'

const ALL = `syntax = "proto3";
package kinds;
message All {
  double d = 1; float f = 2; int64 i64 = 3; uint64 u64 = 4; sint64 s64 = 5; fixed64 f64 = 6; bytes raw = 7;
  map<string, int32> counts = 8; map<int64, string> names = 9; bool yes = 10; sint32 s32 = 11; repeated int32 list = 12;
  oneof choice { string text = 13; int32 number = 14; }
}
`

const WRITE = (options: string) => `- from:
    uri: direct:write
    steps:
      - marshal: { protobuf: ${options} }
      - convertBodyTo: { type: "byte[]" }
- from:
    uri: direct:read
    steps:
      - unmarshal: { protobuf: ${options} }
`

async function inline(schema: string) {
  const { kafila } = await runRoutes(WRITE('{ schemaResolver: "#schema" }'), { beans: { schema } })
  return {
    write: async (body: unknown) => {
      const { exception, body: bytes } = await kafila.send('direct:write', { body })
      if (exception) throw exception
      return (bytes as Buffer).toString('hex')
    },
    read: async (hex: string) => {
      const { exception, body } = await kafila.send('direct:read', { body: Buffer.from(hex, 'hex') })
      if (exception) throw exception
      return body
    },
  }
}

test("writes and reads the examples of Protobuf's guide to its encoding", async () => {
  const first = await inline('syntax = "proto3"; message Test1 { int32 a = 1; }')
  expect(await first.write({ a: 150 })).toBe('089601')
  expect(await first.read('089601')).toEqual({ a: 150 })
  const second = await inline('syntax = "proto3"; message Test2 { string b = 2; }')
  expect(await second.write({ b: 'testing' })).toBe('120774657374696e67')
  const third = await inline('syntax = "proto3"; message Test3 { Test1 c = 3; } message Test1 { int32 a = 1; }')
  expect(await third.write({ c: { a: 150 } })).toBe('1a03089601')
  const packed = await inline('syntax = "proto3"; message Test5 { repeated int32 f = 6; }')
  expect(await packed.write({ f: [3, 270, 86942] })).toBe('3206038e029ea705')
  expect(await packed.read('3206038e029ea705')).toEqual({ f: [3, 270, 86942] })
})

test('every kind of field is read as the library wrote it, and written as it reads it', async () => {
  const type = protobufjs.parse(ALL, { keepCase: true }).root.lookupType('kinds.All')
  const values = {
    d: 1.5,
    f: 0.5,
    i64: 9007199254740993n,
    u64: 18446744073709551615n,
    s64: -5,
    f64: 7,
    raw: Buffer.from([0, 255]),
    counts: { a: 1 },
    names: new Map([['5', 'five']]),
    yes: true,
    s32: -3,
    list: [1, 2],
    number: 4,
  }
  const plain = { ...values, i64: '9007199254740993', u64: '18446744073709551615', names: { 5: 'five' } }
  const bytes = Buffer.from(type.encode(type.fromObject(plain)).finish()).toString('hex')
  const { read, write } = await inline(ALL)
  expect(await read(bytes)).toEqual(values)
  const back = type.toObject(type.decode(Buffer.from(await write(values), 'hex')), { longs: String })
  expect(back).toEqual({ ...plain, s64: '-5', f64: '7' })
})

test('instanceClass names the message as Java does, found in the files of schemas/protobuf', async () => {
  const folder = folderWith({ 'schemas/protobuf/addressbook.proto': ADDRESS_BOOK })
  const { kafila } = await runRoutes(WRITE(`{ instanceClass: "${PERSON}" }`), { folder })
  const martin = {
    name: 'Martin',
    id: 1234,
    phone: [{ number: '+4', type: 'WORK' }],
    nicknames: ['Mart', 'Tin'],
    address: { street: 'Öl 1', street_number: 0, is_valid: false },
  }
  const written = await kafila.send('direct:write', { body: { ...martin, unknown: 'is passed over' } })
  expect(written.header('Content-Type')).toBe('application/octet-stream')
  expect((await kafila.send('direct:read', { body: written.body })).body).toEqual(martin)
})

test("contentTypeFormat json is Protobuf's JSON", async () => {
  const folder = folderWith({ 'schemas/protobuf/addressbook.proto': ADDRESS_BOOK })
  const { kafila } = await runRoutes(WRITE(`{ instanceClass: "${PERSON}", contentTypeFormat: json }`), { folder })
  const written = await kafila.send('direct:write', {
    body: { name: 'Martin', id: 1234, nicknames: ['a', 'b'], address: { street_number: 3 } },
  })
  expect(String(written.body)).toBe(
    '{\n  "name": "Martin",\n  "id": 1234,\n  "nicknames": ["a", "b"],\n  "address": {\n    "streetNumber": 3\n  }\n}',
  )
  expect(written.header('Content-Type')).toBe('application/json')
  const read = await kafila.send('direct:read', { body: '{"name": "Martin", "id": 1234, "other": 1, "address": {"streetNumber": 3}}' })
  expect(read.body).toEqual({ name: 'Martin', id: 1234, address: { street_number: 3 } })
  expect((await kafila.send('direct:read', { body: '{"name": "Martin"}' })).exception).toMatchObject({
    type: 'org.apache.camel.InvalidPayloadException',
    message: expect.stringContaining('id'),
  })
})

test('imports are found beside the file and at the root of the sources', async () => {
  const folder = folderWith({
    'protos/shop/order.proto':
      'syntax = "proto3"; package shop; import "shop/item.proto"; import "google/protobuf/timestamp.proto"; message Order { Item item = 1; google.protobuf.Timestamp at = 2; }',
    'protos/shop/item.proto': 'syntax = "proto3"; package shop; message Item { string name = 1; }',
  })
  const { kafila } = await runRoutes(WRITE('{ instanceClass: "protos/shop/order.proto#shop.Order" }'), { folder })
  const { exception, body } = await kafila.send('direct:write', { body: { item: { name: 'hat' }, at: { seconds: 5 } } })
  expect(exception).toBeUndefined()
  expect((await kafila.send('direct:read', { body })).body).toEqual({ item: { name: 'hat' }, at: { seconds: 5 } })
})

test("Camel's schema resolver gives the schema; with Jackson unknown keys are an error", async () => {
  const { kafila } = await runRoutes(`- beans:
    - name: resolver
      type: "#class:org.apache.camel.component.jackson.protobuf.transform.ProtobufSchemaResolver"
      properties:
        schema: 'message Person { required string first = 1; required string last = 2; }'
${WRITE('{ library: Jackson, schemaResolver: "#bean:resolver" }')}`)
  const written = await kafila.send('direct:write', { body: { first: 'Ann', last: 'Lee' } })
  expect([(written.body as Buffer).toString('hex'), written.header('Content-Type')]).toEqual([
    '0a03416e6e12034c6565',
    'application/protobuf',
  ])
  expect((await kafila.send('direct:write', { body: { first: 'Ann', last: 'Lee', age: 3 } })).exception).toMatchObject({
    message: 'Person has no field age; it has first, last',
  })
})

test('a value that the schema does not allow is told with its place', async () => {
  const folder = folderWith({ 'schemas/protobuf/addressbook.proto': ADDRESS_BOOK })
  const { kafila } = await runRoutes(WRITE(`{ instanceClass: "${PERSON}" }`), { folder })
  const failure = async (body: unknown) => (await kafila.send('direct:write', { body })).exception
  const place = 'org.apache.camel.dataformat.protobuf.generated.Person'
  expect(await failure({ name: 'x', id: 'y' })).toMatchObject({
    code: 'KF_FORMAT_MARSHAL',
    type: 'java.lang.IllegalArgumentException',
    message: `${place}.id must be a 32-bit integer, not "y"`,
  })
  expect(await failure({ name: 'x', id: 3_000_000_000 })).toMatchObject({ message: expect.stringContaining('not 3000000000') })
  expect(await failure({ name: 'x' })).toMatchObject({ message: `${place}: Message missing required fields: id` })
  expect(await failure({ name: 'x', id: 1, phone: [{ number: '1', type: 'FAX' }] })).toMatchObject({
    message: `${place}.phone[0].type must be one of MOBILE, HOME, WORK, not "FAX"`,
  })
  expect(await failure('no map')).toMatchObject({ message: `${place} must be a map, not "no map"` })
})

test('broken bytes, and bytes without a required field, are told apart', async () => {
  const folder = folderWith({ 'schemas/protobuf/addressbook.proto': ADDRESS_BOOK })
  const { kafila } = await runRoutes(WRITE(`{ instanceClass: "${PERSON}" }`), { folder })
  const type = async (hex: string) => (await kafila.send('direct:read', { body: Buffer.from(hex, 'hex') })).exception
  expect(await type('0a05')).toMatchObject({ code: 'KF_FORMAT_UNMARSHAL', type: 'java.io.IOException' })
  expect(await type('0a0141')).toMatchObject({ type: 'org.apache.camel.InvalidPayloadException' })
})

test('a schema that cannot be read, or has no such message, is told when the route is built', async () => {
  const directory = folderWith({ 'broken.proto': 'message {', 'good.proto': 'syntax = "proto3"; message A {}' })
  const text = `- from:
    uri: direct:in
    steps:
      - marshal: { protobuf: { instanceClass: broken.proto } }
      - marshal: { protobuf: { instanceClass: "good.proto#B" } }
      - marshal: { protobuf: { objectMapper: mine } }
`
  const found = await validateRoutes({ routes: [{ file: 'a.yaml', text }], directory })
  expect(found.map(each => [each.code, each.at?.line, each.message])).toEqual([
    ['KF_FORMAT_SCHEMA', 4, expect.stringContaining('is no Protobuf schema')],
    ['KF_FORMAT_SCHEMA', 5, 'protobuf: good.proto has no type B; it has A'],
    ['KF_ROUTE_UNSUPPORTED', 6, expect.stringContaining('it names Java classes')],
  ])
})
