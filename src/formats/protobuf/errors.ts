import { errors } from '../../core/errors.ts'

/** A value that the schema does not allow. */
export function marshalError(reason: string, cause?: unknown): Error {
  return errors.KF_FORMAT_MARSHAL({ format: 'protobuf', reason }, { type: 'java.lang.IllegalArgumentException', cause })
}

/** Bytes or JSON that are not of the schema. */
export function unmarshalError(reason: string, cause?: unknown, type = 'java.io.IOException'): Error {
  return errors.KF_FORMAT_UNMARSHAL({ format: 'protobuf', reason }, { type, cause })
}
