import { SchemaResolver } from '../formats/schemas/schema-resolver.ts'
import { type BeanTypeDefinition, defineBeanType } from '../kit/bean-type.ts'
import { boolean, text } from '../kit/field.ts'

const schema = text({ describe: 'The schema, as text.' })
const contentClass = text({ describe: 'Full name of the type, found as the data format finds it, where there is no schema.' })

const avro = defineBeanType({
  names: ['org.apache.camel.component.jackson.avro.transform.AvroSchemaResolver'],
  summary: 'Gives the data format avro its schema; as a processor it says the schema to the steps behind it.',
  fields: { schema, contentClass, validate: boolean({ describe: 'Whether the schema is validated; it always is.', default: true }) },
  create: options => new SchemaResolver('avsc', options.schema, options.contentClass),
})

const protobuf = defineBeanType({
  names: ['org.apache.camel.component.jackson.protobuf.transform.ProtobufSchemaResolver'],
  summary: 'Gives the data format protobuf its schema; as a processor it says the schema to the steps behind it.',
  fields: { schema, contentClass },
  create: options => new SchemaResolver('proto', options.schema, options.contentClass),
})

/** Camel's resolvers of schemas. */
export const schemaResolvers: readonly BeanTypeDefinition[] = [avro as BeanTypeDefinition, protobuf as BeanTypeDefinition]
