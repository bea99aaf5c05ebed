import { entry } from './define.ts'

/** Area FORMAT: bytes cannot be read as, or a value cannot be written in, a data format. */
export const formatErrors = {
  KF_FORMAT_UNMARSHAL: entry<{ format: string; reason: string }>({
    message: d => `${d.format}: ${d.reason}`,
    help: 'The body is not in this format.',
    type: 'java.io.IOException',
  }),
  KF_FORMAT_MARSHAL: entry<{ format: string; reason: string }>({
    message: d => `${d.format}: ${d.reason}`,
    help: 'The body cannot be written in this format.',
    type: 'java.io.IOException',
  }),
  KF_FORMAT_JSON: entry<{ reason: string; line: number; column: number }>({
    message: d =>
      `${d.reason}\n at [Source: REDACTED (\`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION\` disabled); line: ${d.line}, column: ${d.column}]`,
    help: 'The text is not JSON; line and column tell where it ends to be.',
    type: 'com.fasterxml.jackson.core.JsonParseException',
  }),
  KF_FORMAT_STREAM_READ: entry({
    message: () => 'the stream was read already',
    help: 'A stream that was passed on unread can be read once. Read it into memory first (convertBodyTo) where several steps need it.',
    type: 'java.io.IOException',
  }),
} as const
