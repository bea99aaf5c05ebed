import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type * as Protobuf from 'protobufjs'
import { errors } from '../../core/errors.ts'
import { type SchemaKind, type SchemaTypes, schemaError } from '../schemas/schema-kind.ts'

export type { Field, Message, Type } from 'protobufjs'

type Library = typeof Protobuf

/** The library's mapping of messages to JSON, the one that Protobuf defines. */
interface ProtoJson {
  toJson(type: Protobuf.Type, message: object): unknown
  fromJson(type: Protobuf.Type, json: unknown, options: { readonly ignoreUnknownFields: boolean }): Protobuf.Message
}

const load = createRequire(import.meta.url)
let protobuf: Library | undefined
let protoJson: ProtoJson | undefined

/** The library, loaded when the first schema is read. */
export function library(): Library {
  protobuf ??= load('protobufjs') as Library
  return protobuf
}

/** Messages as JSON and back, loaded when they are first needed. */
export function jsonMapping(): ProtoJson {
  protoJson ??= load('protobufjs/ext/protojson.js') as ProtoJson
  return protoJson
}

/** A 64-bit integer as the library holds it. */
export function longOf(value: bigint, unsigned: boolean): Protobuf.Long {
  const { Long } = library().util as unknown as { Long: { fromString(text: string, unsigned: boolean): Protobuf.Long } }
  return Long.fromString(value.toString(), unsigned)
}

/** Protobuf schemas (`.proto`). Names of fields stay as they are written. */
export const PROTO_SCHEMAS: SchemaKind<Protobuf.Type> = {
  format: 'protobuf',
  extension: 'proto',
  parse(text) {
    const { parse } = library()
    return read('the text', () => parse(text, { keepCase: true }).root)
  },
  load(path) {
    if (!existsSync(path)) throw errors.KF_FILES_NOT_FOUND({ path }, { type: 'java.io.FileNotFoundException' })
    const { Root } = library()
    return read(path, () => {
      const root = new Root()
      root.resolvePath = (origin, target) => (origin === '' ? target : importedPath(origin, target))
      return root.loadSync(path, { keepCase: true })
    })
  },
}

/** An imported file: beside the one that imports it, or in a folder above, since imports start at the root of the sources. */
function importedPath(origin: string, target: string): string {
  for (let folder = dirname(origin); ; folder = dirname(folder)) {
    const path = join(folder, target)
    if (existsSync(path) || folder === dirname(folder)) return path
  }
}

function read(shown: string, make: () => Protobuf.Root): SchemaTypes<Protobuf.Type> {
  try {
    const root = make()
    root.resolveAll()
    return typesOf(root)
  } catch (cause) {
    throw schemaError('protobuf', `${shown} is no Protobuf schema: ${(cause as Error).message}`, cause)
  }
}

function typesOf(root: Protobuf.Root): SchemaTypes<Protobuf.Type> {
  const all = messageTypes(root)
  const own = all.filter(each => !each.fullName.startsWith('.google.protobuf.'))
  const names = own.map(fullName)
  return {
    names,
    find: name => (name === undefined ? own[0] : all.find(each => isNamed(each, name))),
  }
}

function messageTypes(namespace: Protobuf.NamespaceBase): Protobuf.Type[] {
  const { Namespace, Type } = library()
  return namespace.nestedArray.flatMap(each => [
    ...(each instanceof Type ? [each] : []),
    ...(each instanceof Namespace ? messageTypes(each) : []),
  ])
}

/** The name of a type without the leading dot. */
export function fullName(type: Protobuf.Type): string {
  return type.fullName.slice(1)
}

/** Whether a type has a name: its full one, or that of the Java class made from it (`org.acme.OrderProtos$Order`). */
function isNamed(type: Protobuf.Type, name: string): boolean {
  if (fullName(type) === name) return true
  const { Type } = library()
  const path = [type.name]
  let space: Protobuf.NamespaceBase | null = type.parent as Protobuf.NamespaceBase | null
  for (; space instanceof Type; space = space.parent as Protobuf.NamespaceBase | null) path.unshift(space.name)
  const options = (space?.options ?? {}) as Readonly<Record<string, string | undefined>>
  const start = `${options['java_package'] ?? space?.fullName.slice(1) ?? ''}.`
  const end = path.join('$')
  if (!name.startsWith(start)) return false
  const rest = name.slice(start.length)
  const outer = options['java_outer_classname']
  return (
    rest === end ||
    (outer === undefined ? /^\w+$/.test(rest.slice(0, -end.length - 1)) && rest.endsWith(`$${end}`) : rest === `${outer}$${end}`)
  )
}
