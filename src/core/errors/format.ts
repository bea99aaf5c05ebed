import { entry } from './define.ts'

/** Area FORMAT: bytes cannot be read as, or a value cannot be written in, a data format. */
export const formatErrors = {
  KF_FORMAT_UNMARSHAL: entry<{ format: string; reason: string }>({ message: d => `${d.format}: ${d.reason}`, help: 'The body is not in this format.', type: 'java.io.IOException' }),
  KF_FORMAT_MARSHAL: entry<{ format: string; reason: string }>({ message: d => `${d.format}: ${d.reason}`, help: 'The body cannot be written in this format.', type: 'java.io.IOException' }),
} as const
