import { entry } from './define.ts'

/** Area FORMAT: bytes cannot be read as, or a value cannot be written in, a data format. */
export const formatErrors = {
  KF_FORMAT_UNMARSHAL: entry<{ format: string; reason: string }>({
    message: d => d.reason,
    help: 'The body is not in this format.',
    type: 'java.io.IOException',
  }),
  KF_FORMAT_MARSHAL: entry<{ format: string; reason: string }>({
    message: d => d.reason,
    help: 'The body cannot be written in this format.',
    type: 'java.io.IOException',
  }),
  KF_FORMAT_JSON: entry<{ reason: string; at?: string }>({
    message: d => (d.at === undefined ? d.reason : `${d.reason}\n at ${d.at}`),
    help: 'The text is not JSON, or not of the wanted shape; line and column tell where.',
    type: 'com.fasterxml.jackson.core.JsonParseException',
  }),
  KF_FORMAT_STREAM_READ: entry({
    message: () => 'the stream was read already',
    help: 'A stream that was passed on unread can be read once. Read it into memory first (convertBodyTo) where several steps need it.',
    type: 'java.io.IOException',
  }),
  KF_FORMAT_OPTION: entry<{ format: string; reason: string }>({
    message: d => `${d.format}: ${d.reason}`,
    help: 'An option of the data format has a value that it cannot have.',
    type: 'org.apache.camel.FailedToCreateRouteException',
  }),
  KF_FORMAT_SCHEMA: entry<{ format: string; reason: string }>({
    message: d => `${d.format}: ${d.reason}`,
    help: 'The data format needs a schema (.avsc, .proto) and has none, or one that cannot be read or lacks the named type.',
    type: 'org.apache.camel.RuntimeCamelException',
  }),
} as const
