import { defineFormat } from '../kit/format.ts'
import { gzipFormat } from './compression.ts'

/** Gzip. */
export const gzipDeflater = defineFormat({
  name: 'gzipDeflater',
  summary: 'Compresses with gzip and back.',
  computes: true,
  notes: ['A body that is an unread stream stays a stream: it is compressed while it is read.'],
  fields: {},
  examples: [
    {
      title: 'Compress',
      yaml: `- route:\n    id: pack\n    from:\n      uri: direct:pack\n      steps:\n        - marshal: { gzipDeflater: {} }\n`,
    },
  ],
  open: () => gzipFormat({}),
})
