import { defineFormat } from '../kit/format.ts'
import { type ArchiveKind, archiveFields, archiveFormat } from './archive/format.ts'
import { readZip, writeZip } from './archive/zip.ts'

export const ZIP: ArchiveKind = {
  ending: 'zip',
  title: 'Zip',
  iterator: 'org.apache.camel.dataformat.zipfile.ZipIterator',
  entryHeader: 'zipFileName',
  read: readZip,
  write: writeZip,
}

/** ZIP archives. */
export const zipFile = defineFormat({
  name: 'zipFile',
  summary: 'Packs the body into a ZIP archive, and unpacks archives.',
  notes: [
    'The entry is named after the header CamelFileName, which gets `.zip` added. Unpacking sets it to the name of the entry.',
    'An archive with several entries needs usingIterator and split; each part has the name of its entry in CamelFileName and zipFileName. The archive is held in memory, its entries are unpacked one by one.',
  ],
  fields: archiveFields,
  examples: [
    {
      title: 'Every file in an archive',
      yaml: `- route:
    id: files
    from:
      uri: direct:files
      steps:
        - unmarshal: { zipFile: { usingIterator: true } }
        - split:
            simple: "\${body}"
            streaming: true
            steps:
              - log: "\${header.CamelFileName}: \${body}"
`,
    },
  ],
  open: options => archiveFormat(ZIP, options),
})
