import { defineFormat } from '../kit/format.ts'
import { type ArchiveKind, archiveFields, archiveFormat } from './archive/format.ts'
import { readTar, writeTar } from './archive/tar.ts'

export const TAR: ArchiveKind = {
  ending: 'tar',
  title: 'Tar',
  iterator: 'org.apache.camel.dataformat.tarfile.TarIterator',
  entryHeader: 'CamelTarFileEntryName',
  endsWithNull: true,
  read: readTar,
  write: writeTar,
}

/** TAR archives. */
export const tarFile = defineFormat({
  name: 'tarFile',
  summary: 'Packs the body into a TAR archive, and unpacks archives.',
  notes: [
    'The entry is named after the header CamelFileName, which gets `.tar` added. Unpacking sets it to the name of the entry.',
    'An archive with several entries needs usingIterator and split; each part has the name of its entry in CamelFileName and CamelTarFileEntryName. The archive is held in memory.',
  ],
  fields: archiveFields,
  examples: [
    {
      title: 'Every file in a compressed archive',
      yaml: `- route:
    id: files
    from:
      uri: direct:files
      steps:
        - unmarshal: { gzipDeflater: {} }
        - unmarshal: { tarFile: { usingIterator: true } }
        - split:
            simple: "\${body}"
            streaming: true
            steps:
              - log: "\${header.CamelFileName}: \${body}"
`,
    },
  ],
  open: options => archiveFormat(TAR, options),
})
