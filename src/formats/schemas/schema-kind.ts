import { errors } from '../../core/errors.ts'

/** The types that one schema text declares. */
export interface SchemaTypes<T> {
  /** A type by its full name or by the name of the Java class generated from it; without a name the main one. */
  find(name: string | undefined): T | undefined
  /** All full names, for messages. */
  readonly names: readonly string[]
}

/** A language of schemas: how its texts and files are read. */
export interface SchemaKind<T> {
  readonly format: 'avro' | 'protobuf'
  /** Extension of its files, without the dot. */
  readonly extension: 'avsc' | 'proto'
  /** Reads a text; throws `KF_FORMAT_SCHEMA`. */
  parse(text: string): SchemaTypes<T>
  /** Reads a file by its absolute path, with the files that it imports; throws `KF_FORMAT_SCHEMA` or `KF_FILES_NOT_FOUND`. */
  load(path: string): SchemaTypes<T>
}

/** The failure of a schema. */
export function schemaError(format: string, reason: string, cause?: unknown): Error {
  return errors.KF_FORMAT_SCHEMA({ format, reason }, { cause })
}
