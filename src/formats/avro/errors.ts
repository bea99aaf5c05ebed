import { errors } from '../../core/errors.ts'

/** A value that the schema does not allow. */
export function marshalError(reason: string, cause?: unknown): Error {
  return errors.KF_FORMAT_MARSHAL({ format: 'avro', reason }, { type: 'java.lang.IllegalArgumentException', cause })
}

/** Bytes that are not of the schema. */
export function unmarshalError(reason: string, cause?: unknown): Error {
  const type = /truncated/.test(reason) ? 'java.io.EOFException' : 'java.io.IOException'
  return errors.KF_FORMAT_UNMARSHAL({ format: 'avro', reason }, { type, cause })
}
