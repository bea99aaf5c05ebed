import type { Exchange } from '../../core/exchange.ts'

/** The exchange properties that carry schemas, by Camel's names. */
export const SCHEMA_PROPERTIES = {
  schema: 'schema',
  contentSchema: 'X-Content-Schema',
  contentSchemaType: 'X-Content-Schema-Type',
  contentClass: 'X-Content-Class',
} as const

/** A schema resolver as a bean (Camel's `AvroSchemaResolver`, `ProtobufSchemaResolver`): a schema text, or the name of the type. As a processor it says both to later steps. */
export class SchemaResolver {
  readonly extension: 'avsc' | 'proto'
  readonly schema: string | undefined
  readonly contentClass: string | undefined

  constructor(extension: 'avsc' | 'proto', schema: string | undefined, contentClass: string | undefined) {
    this.extension = extension
    this.schema = schema || undefined
    this.contentClass = contentClass || undefined
  }

  /** Puts the schema into the exchange's properties, where it has a body. */
  process(exchange: Exchange): void {
    if (exchange.body === null || exchange.body === undefined) return
    if (this.schema !== undefined) exchange.setProperty(SCHEMA_PROPERTIES.contentSchema, this.schema)
    if (this.contentClass !== undefined) exchange.setProperty(SCHEMA_PROPERTIES.contentClass, this.contentClass)
    exchange.setProperty(SCHEMA_PROPERTIES.contentSchemaType, this.extension)
  }
}
