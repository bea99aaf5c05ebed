import { integer } from '../kit/field.ts'
import { defineFormat } from '../kit/format.ts'
import { zlibFormat } from './compression.ts'

/** Zlib. */
export const zipDeflater = defineFormat({
  name: 'zipDeflater',
  summary: 'Compresses with zlib (deflate) and back.',
  computes: true,
  notes: ['A body that is an unread stream stays a stream: it is compressed while it is read.'],
  fields: {
    compressionLevel: integer({ describe: 'How much to compress: 0 not at all, 9 best, -1 as usual.', default: -1 }),
  },
  examples: [
    {
      title: 'Compress well',
      yaml: `- route:\n    id: pack\n    from:\n      uri: direct:pack\n      steps:\n        - marshal: { zipDeflater: { compressionLevel: 9 } }\n`,
    },
  ],
  open: ({ compressionLevel }) => zlibFormat({ level: compressionLevel }),
})
