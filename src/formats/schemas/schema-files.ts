import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { resourcePath } from '../../kit/resource.ts'
import { type SchemaKind, schemaError } from './schema-kind.ts'

/**
 * The type that a name stands for: `path/to/file.avsc`, `path/to/file.proto#full.Name`, or a full name (or Java class) that is looked
 * for as Camel's resolvers do, in `schemas/<format>/<name>.<extension>`, and then in all files of that folder. Throws `KF_FORMAT_SCHEMA`.
 */
export function typeByName<T>(kind: SchemaKind<T>, name: string, directory: string): T {
  const { format, extension } = kind
  const [file, type] = splitName(name, extension)
  if (file !== undefined) return typeIn(kind, resourcePath(file, directory), type, file)
  const folder = join(directory, 'schemas', format)
  const own = join(folder, `${name}.${extension}`)
  if (existsSync(own)) {
    const types = kind.load(own)
    return types.find(name) ?? only(kind, types.find(undefined), own)
  }
  for (const each of filesOf(folder, extension)) {
    const found = kind.load(each).find(name)
    if (found !== undefined) return found
  }
  const places = `schemas/${format}/${name}.${extension}, schemas/${format}/*.${extension} (below ${directory})`
  throw schemaError(format, `no schema for ${name}; looked in ${places}. A path such as schemas/x.${extension}#${name} is possible too`)
}

function splitName(name: string, extension: string): [file: string | undefined, type: string | undefined] {
  const hash = name.indexOf('#')
  const file = hash < 0 ? name : name.slice(0, hash)
  return file.endsWith(`.${extension}`) ? [file, hash < 0 ? undefined : name.slice(hash + 1)] : [undefined, name]
}

function typeIn<T>(kind: SchemaKind<T>, path: string, name: string | undefined, shown: string): T {
  const types = kind.load(path)
  const found = types.find(name)
  if (found !== undefined) return found
  const reason = name === undefined ? `${shown} declares no type` : `${shown} has no type ${name}; it has ${types.names.join(', ')}`
  throw schemaError(kind.format, reason)
}

function only<T>(kind: SchemaKind<T>, found: T | undefined, path: string): T {
  if (found === undefined) throw schemaError(kind.format, `${path} declares no type`)
  return found
}

function filesOf(folder: string, extension: string): string[] {
  if (!existsSync(folder)) return []
  const names = readdirSync(folder).filter(each => each.endsWith(`.${extension}`))
  return names.sort().map(each => join(folder, each))
}
