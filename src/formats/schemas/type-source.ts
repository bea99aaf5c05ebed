import { errors } from '../../core/errors.ts'
import type { Exchange } from '../../core/exchange.ts'
import type { Services } from '../../core/services.ts'
import { isMap } from '../../core/values.ts'
import { typeByName } from './schema-files.ts'
import { type SchemaKind, schemaError } from './schema-kind.ts'
import { SCHEMA_PROPERTIES, SchemaResolver } from './schema-resolver.ts'

/** What the options of a data format say about its schema. */
export interface TypeOptions {
  /** Full name of the type, or a path. */
  readonly typeName: string | undefined
  /** A bean: a SchemaResolver, a schema (text or object), or something that gives one for an exchange. */
  readonly resolver: unknown
  /** Whether a resolver of the registry is used where none is named. */
  readonly discover: boolean
}

type ResolveSchema = (exchange: Exchange) => unknown

const CACHED = 100

/**
 * The type that a message is read or written with. What is known when the route is built is read then; the rest, schemas in exchange
 * properties (`X-Content-Schema`, `schema`, `X-Content-Class`), when the message is there, kept for up to 100 texts.
 */
export class TypeSource<T> {
  private readonly kind: SchemaKind<T>
  private readonly directory: string
  private readonly fixed: T | undefined
  private readonly resolve: ResolveSchema | undefined
  private readonly byText = new Map<string, T>()

  constructor(kind: SchemaKind<T>, { typeName, resolver, discover }: TypeOptions, services: Services) {
    this.kind = kind
    this.directory = services.directory
    const bean = resolver ?? (discover && typeName === undefined ? discovered(kind, services) : undefined)
    const given = bean instanceof SchemaResolver ? bean.schema : constantSchema(bean)
    if (given !== undefined) this.fixed = this.parsed(given, typeName)
    else if (typeName !== undefined) this.fixed = this.byName(typeName)
    else if (bean instanceof SchemaResolver && bean.contentClass !== undefined) this.fixed = this.byName(bean.contentClass)
    this.resolve = bean === undefined || bean instanceof SchemaResolver || given !== undefined ? undefined : resolveWith(kind.format, bean)
  }

  /** The type for a message. Throws `KF_FORMAT_SCHEMA` where there is no schema. */
  of(exchange: Exchange): T {
    const said = exchange.property(SCHEMA_PROPERTIES.contentSchema) ?? this.resolve?.(exchange)
    if (said !== undefined && said !== null) return this.parsed(said, undefined)
    if (this.fixed !== undefined) return this.fixed
    const schema = exchange.property(SCHEMA_PROPERTIES.schema)
    if (schema !== undefined && schema !== null) return this.parsed(schema, undefined)
    const name = exchange.property(SCHEMA_PROPERTIES.contentClass)
    if (typeof name === 'string') return this.byName(name)
    const { format, extension } = this.kind
    throw schemaError(
      format,
      `there is no schema: name the type (${format === 'avro' ? 'instanceClassName' : 'instanceClass'}, found in schemas/${format}/*.${extension}), a schemaResolver, or set the exchange property X-Content-Schema`,
    )
  }

  /** A type by its name, as a header may say. */
  byName(name: string): T {
    return this.kept(`name ${name}`, () => typeByName(this.kind, name, this.directory))
  }

  private parsed(schema: unknown, name: string | undefined): T {
    const { kind } = this
    const text = typeof schema === 'string' ? schema : JSON.stringify(schema)
    return this.kept(`${name ?? ''} ${text}`, () => {
      const types = kind.parse(text)
      const found = types.find(name)
      if (found === undefined) throw schemaError(kind.format, `the schema has no type ${name ?? ''}; it has ${types.names.join(', ')}`)
      return found
    })
  }

  private kept(key: string, make: () => T): T {
    const known = this.byText.get(key)
    if (known !== undefined) return known
    const made = make()
    if (this.byText.size >= CACHED) this.byText.clear()
    this.byText.set(key, made)
    return made
  }
}

function discovered<T>({ extension }: SchemaKind<T>, services: Services): SchemaResolver | undefined {
  const all = [...services.beans()].filter((each): each is SchemaResolver => each instanceof SchemaResolver && each.extension === extension)
  return all.length === 1 ? all[0] : undefined
}

/** A bean that is the schema itself. */
function constantSchema(bean: unknown): unknown {
  if (typeof bean === 'string' || Array.isArray(bean)) return bean
  return isMap(bean) && typeof (bean as { resolve?: unknown }).resolve !== 'function' ? bean : undefined
}

function resolveWith(format: string, bean: unknown): ResolveSchema {
  if (typeof bean === 'function') return bean as ResolveSchema
  const { resolve } = bean as { resolve?: unknown }
  if (typeof resolve === 'function') return exchange => (resolve as ResolveSchema).call(bean, exchange)
  throw errors.KF_FORMAT_OPTION({ format, reason: 'schemaResolver is no schema, no function and has no method resolve' })
}
