import { choice, text } from '../kit/field.ts'
import { defineFormat } from '../kit/format.ts'
import { marshalError, unmarshalError } from './avro/errors.ts'
import { AVRO_SCHEMAS, type AvroType } from './avro/library.ts'
import { type PlainReader, plainReader } from './avro/read.ts'
import { type AvroWriter, avroWriter } from './avro/write.ts'
import { inputBytes, output } from './input.ts'
import { headerTypeName } from './schemas/header-type.ts'
import { jacksonFields, schemaTypeOf, valueBinder } from './schemas/jackson-options.ts'
import { TypeSource } from './schemas/type-source.ts'

interface Codec {
  readonly read: PlainReader
  readonly write: AvroWriter
}

/** Avro. */
export const avro = defineFormat({
  name: 'avro',
  summary: "Reads Avro's binary form into maps, and writes maps in it, by a schema.",
  notes: [
    'A message is one datum without a header or a fingerprint, as in Camel. There are no Java classes: instanceClassName is the full name of a type, whose schema is schemas/avro/NAME.avsc or in any .avsc file of that folder, or a path such as schemas/orders.avsc#shop.Order.',
    'Without a name the schema comes from the schemaResolver, or per message from the exchange properties X-Content-Schema or schema (a text), or X-Content-Class (a name).',
    'Records become maps, unions the value itself, enums texts, bytes and fixed buffers, and longs beyond 2^53 stay exact. Logical types (date, decimal) are read as the numbers or bytes below them.',
    'Writing takes maps: fields that are absent get their default, fields that the schema does not have are an error.',
  ],
  fields: {
    instanceClassName: text({ describe: 'Full name of the type in the schema, or a path to its file.' }),
    library: choice(['ApacheAvro', 'Jackson'], {
      describe: 'Whose habits to follow: with Jackson, writing sets the header Content-Type to application/avro.',
      default: 'ApacheAvro',
    }),
    ...jacksonFields,
  },
  examples: [
    {
      title: 'An order in Avro, by the schema in schemas/avro/shop.Order.avsc',
      yaml: `- beans:
    - name: orders
      type: org.apache.camel.component.jackson.avro.transform.AvroSchemaResolver
      properties:
        schema: '{"type": "record", "name": "Order", "fields": [{"name": "id", "type": "long"}]}'
- route:
    id: orders
    from:
      uri: direct:orders
      steps:
        - unmarshal: { json: {} }
        - marshal: { avro: { schemaResolver: "#orders" } }
`,
    },
  ],
  open(options, services) {
    const typeName = options.instanceClassName ?? schemaTypeOf(options)
    const types = new TypeSource(
      AVRO_SCHEMAS,
      { typeName, resolver: options.schemaResolver, discover: options.autoDiscoverSchemaResolver },
      services,
    )
    const bound = valueBinder(options)
    const codecs = new WeakMap<AvroType, Codec>()
    return {
      marshal(exchange, body) {
        const type = types.of(exchange)
        const bytes = encode(type, codec(codecs, type).write(body))
        if (options.library === 'Jackson' && options.contentTypeHeader) exchange.setHeader('Content-Type', 'application/avro')
        return output(bytes)
      },
      unmarshal(exchange, body) {
        const bytes = inputBytes(exchange, body)
        const named = headerTypeName(exchange, options)
        const type = named === undefined ? types.of(exchange) : types.byName(named)
        return bound(codec(codecs, type).read(decode(type, bytes)))
      },
    }
  },
})

function codec(known: WeakMap<AvroType, Codec>, type: AvroType): Codec {
  const found = known.get(type)
  if (found !== undefined) return found
  const made = { read: plainReader(type), write: avroWriter(type) }
  known.set(type, made)
  return made
}

function encode(type: AvroType, value: unknown): Buffer {
  let reason: string | undefined
  const errorHook = (path: string[], wrong: unknown, expected: AvroType) => {
    reason ??= `${path.length > 0 ? path.join('.') : 'the value'} must be ${nameOf(expected)}, not ${shown(wrong)}`
  }
  if (!type.isValid(value, { errorHook })) throw marshalError(reason ?? `the value is not of ${nameOf(type)}`)
  return type.toBuffer(value)
}

function nameOf({ name, typeName }: AvroType): string {
  return name ?? typeName.replace('abstract:', '').replace(':wrapped', '')
}

function shown(value: unknown): string {
  if (value === undefined) return 'absent'
  return typeof value === 'string' ? JSON.stringify(value.slice(0, 40)) : typeof value === 'object' ? 'another structure' : String(value)
}

function decode(type: AvroType, bytes: Buffer): unknown {
  try {
    // what stands behind the datum is left unread, as Camel's decoder does
    return type.fromBuffer(bytes, undefined, true)
  } catch (cause) {
    throw unmarshalError(`the bytes are not ${nameOf(type)} in Avro: ${(cause as Error).message}`, cause)
  }
}
