import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { tar } from './tar.ts'
import { folderEntries } from './tar-entries.ts'

/** Writes an image layout as one archive, as `podman load` and `skopeo` (oci-archive:) read it. */
export async function writeArchive(folder: string, file: string): Promise<void> {
  const entries = folderEntries(folder, '.').map(entry => ({ ...entry, path: entry.path.slice(2) }))
  await pipeline(Readable.from(tar(entries)), createWriteStream(file))
}
