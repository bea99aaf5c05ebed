import { choice, text } from '../kit/field.ts'
import { defineFormat } from '../kit/format.ts'
import { inputBytes, inputText, output } from './input.ts'
import { unmarshalError } from './protobuf/errors.ts'
import { protoJsonText } from './protobuf/json-text.ts'
import { fullName, jsonMapping, PROTO_SCHEMAS, type Type } from './protobuf/library.ts'
import { messageOf, plainMessage } from './protobuf/messages.ts'
import { headerTypeName } from './schemas/header-type.ts'
import { jacksonFields, schemaTypeOf, valueBinder } from './schemas/jackson-options.ts'
import { TypeSource } from './schemas/type-source.ts'

/** Protocol Buffers. */
export const protobuf = defineFormat({
  name: 'protobuf',
  summary: 'Reads Protocol Buffers into maps, and writes maps as them, by a schema.',
  notes: [
    'There are no Java classes: instanceClass is the full name of a message, or the name of the Java class made from it (org.acme.OrderProtos$Order), that schemas/protobuf/NAME.proto or any .proto file of that folder declares, or a path such as schemas/orders.proto#shop.Order. Imports are looked for beside the file and in the folders above it.',
    'Without a name the schema comes from the schemaResolver, or per message from the exchange properties X-Content-Schema or schema (a text, whose first message counts), or X-Content-Class (a name).',
    'Reading gives the fields that are set, by their names in the schema: messages are maps, enums the names of their values, bytes buffers; 64-bit integers beyond 2^53 stay exact.',
    "Writing takes maps; with the library Jackson a key that is no field is an error, with GoogleProtobuf it is passed over, as in Camel. contentTypeFormat json writes and reads Protobuf's JSON.",
  ],
  fields: {
    instanceClass: text({ describe: 'Full name of the message in the schema, or a path to its file.' }),
    library: choice(['GoogleProtobuf', 'Jackson'], {
      describe: 'Whose habits to follow: with Jackson, writing sets the header Content-Type to application/protobuf.',
      default: 'GoogleProtobuf',
    }),
    contentTypeFormat: choice(['native', 'json'], {
      describe: "Whether messages are bytes or Protobuf's JSON; with the library GoogleProtobuf only.",
      default: 'native',
    }),
    ...jacksonFields,
  },
  examples: [
    {
      title: 'Orders as Protocol Buffers',
      yaml: `- beans:
    - name: orders
      type: org.apache.camel.component.jackson.protobuf.transform.ProtobufSchemaResolver
      properties:
        schema: 'syntax = "proto3"; message Order { int64 id = 1; string item = 2; }'
- route:
    id: orders
    from:
      uri: direct:orders
      steps:
        - unmarshal: { json: {} }
        - marshal: { protobuf: { schemaResolver: "#orders" } }
`,
    },
  ],
  open(options, services) {
    const types = new TypeSource(
      PROTO_SCHEMAS,
      {
        typeName: options.instanceClass ?? schemaTypeOf(options),
        resolver: options.schemaResolver,
        discover: options.autoDiscoverSchemaResolver,
      },
      services,
    )
    const bound = valueBinder(options)
    const jackson = options.library === 'Jackson'
    const asJson = options.contentTypeFormat === 'json' && !jackson
    const contentType = jackson ? 'application/protobuf' : asJson ? 'application/json' : 'application/octet-stream'
    return {
      marshal(exchange, body) {
        const type = types.of(exchange)
        const message = messageOf(type, body, jackson)
        const written = asJson ? protoJsonText(jsonMapping().toJson(type, message)) : asBuffer(type.encode(message).finish())
        if (options.contentTypeHeader) exchange.setHeader('Content-Type', contentType)
        return output(written)
      },
      unmarshal(exchange, body) {
        const content = asJson ? inputText(exchange, body) : inputBytes(exchange, body)
        const named = headerTypeName(exchange, options)
        const type = named === undefined ? types.of(exchange) : types.byName(named)
        return bound(plainMessage(type, typeof content === 'string' ? fromJson(type, content) : decode(type, content)))
      },
    }
  },
})

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

function decode(type: Type, bytes: Buffer): object {
  try {
    return type.decode(bytes)
  } catch (cause) {
    throw decodeError(type, cause)
  }
}

function decodeError(type: Type, cause: unknown): Error {
  const { message } = cause as Error
  const exception = /missing required/.test(message) ? 'org.apache.camel.InvalidPayloadException' : undefined
  return unmarshalError(`the bytes are not ${fullName(type)} in Protobuf: ${message}`, cause, exception)
}

function fromJson(type: Type, text: string): object {
  try {
    const message = jsonMapping().fromJson(type, JSON.parse(text), { ignoreUnknownFields: true })
    const missing = type.fieldsArray.filter(each => each.required && !Object.hasOwn(message, each.name)).map(each => each.name)
    if (missing.length === 0) return message
    throw unmarshalError(
      `${fullName(type)}: required fields are missing: ${missing.join(', ')}`,
      undefined,
      'org.apache.camel.InvalidPayloadException',
    )
  } catch (cause) {
    if ((cause as { code?: unknown }).code !== undefined) throw cause
    throw unmarshalError(`the text is not ${fullName(type)} in Protobuf's JSON: ${(cause as Error).message}`, cause)
  }
}
