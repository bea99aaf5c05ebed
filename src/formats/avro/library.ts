import { createRequire } from 'node:module'
import { readResource } from '../../kit/resource.ts'
import type { SchemaKind } from '../schemas/schema-kind.ts'
import { schemaError } from '../schemas/schema-kind.ts'

/** The part of the library's `Type` that is used here. */
export interface AvroType {
  readonly name: string | undefined
  readonly branchName: string | undefined
  readonly typeName: string
  toBuffer(value: unknown): Buffer
  fromBuffer(buffer: Buffer, resolver?: undefined, noCheck?: boolean): unknown
  isValid(value: unknown, options?: { readonly errorHook?: (path: string[], value: unknown, type: AvroType) => void }): boolean
}

/** Types with parts, as the library has them. */
export interface AvroRecord extends AvroType {
  readonly fields: readonly { readonly name: string; readonly type: AvroType; defaultValue(): unknown }[]
  /** Makes a record of its fields' values. */
  readonly recordConstructor: new (
    ...values: unknown[]
  ) => object
}

export interface AvroUnion extends AvroType {
  readonly types: readonly AvroType[]
}

interface AvroLibrary {
  readonly Type: { forSchema(schema: unknown, options: object): AvroType }
  readonly types: { readonly LongType: { __with(methods: object, noUnpack?: boolean): AvroType } }
}

let loaded: { readonly library: AvroLibrary; readonly long: AvroType } | undefined

/** The library, loaded when the first schema is read. */
function avro(): NonNullable<typeof loaded> {
  if (loaded === undefined) {
    const library = createRequire(import.meta.url)('avsc') as AvroLibrary
    loaded = { library, long: library.types.LongType.__with(LONG) }
  }
  return loaded
}

const MAX = 2n ** 63n

/** 64-bit numbers as `bigint`, so that none loses digits. */
const LONG = {
  fromBuffer: (buffer: Buffer) => buffer.readBigInt64LE(),
  toBuffer(value: bigint) {
    const buffer = Buffer.alloc(8)
    buffer.writeBigInt64LE(value)
    return buffer
  },
  fromJSON: (value: number | bigint) => BigInt(value),
  toJSON: (value: bigint) => Number(value),
  isValid: (value: unknown) => typeof value === 'bigint' && value >= -MAX && value < MAX,
  compare: (a: bigint, b: bigint) => (a === b ? 0 : a < b ? -1 : 1),
}

function parse(text: string, shown: string) {
  const registry: Record<string, AvroType> = {}
  try {
    const { library, long } = avro()
    const main = library.Type.forSchema(JSON.parse(text), { registry: Object.assign(registry, { long }), wrapUnions: 'always' })
    const names = Object.keys(registry).filter(each => registry[each]?.name !== undefined)
    return { find: (name: string | undefined) => (name === undefined ? main : names.includes(name) ? registry[name] : undefined), names }
  } catch (cause) {
    throw schemaError('avro', `${shown} is no Avro schema: ${(cause as Error).message}`, cause)
  }
}

/** Avro schemas (`.avsc`: JSON). */
export const AVRO_SCHEMAS: SchemaKind<AvroType> = {
  format: 'avro',
  extension: 'avsc',
  parse: text => parse(text, 'the text'),
  load: path => parse(readResource(path, '').toString('utf8'), path),
}
