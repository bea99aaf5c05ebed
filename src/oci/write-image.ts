import { Readable } from 'node:stream'
import type { Descriptor } from './descriptor.ts'
import { type BuiltImage, indexOf } from './image.ts'
import type { ImageSource, ImageTarget, StoredManifest } from './image-source.ts'

/** What was written, and how much of it had to be sent. */
export interface WrittenImage {
  /** Digest of the index, or of the one manifest. */
  readonly digest: string
  readonly blobs: number
  readonly sentBlobs: number
  readonly sentBytes: number
}

/** Writes images of several platforms under one name: what they are made of first, so that a name never stands for something that is not all there. */
export async function writeImages(images: readonly BuiltImage[], base: ImageSource, target: ImageTarget): Promise<WrittenImage> {
  const seen = new Map<string, number>()
  const write = async (descriptor: Descriptor, open: () => Promise<Readable>, from?: ImageSource) => {
    if (seen.has(descriptor.digest)) return
    seen.set(descriptor.digest, (await target.writeBlob({ descriptor, open }, from)) ? descriptor.size : -1)
  }
  for (const { inherited, layers, config } of images) {
    for (const layer of inherited) await write(layer, () => base.blob(layer), base)
    for (const { blob } of layers) await write(blob.descriptor, blob.open)
    await write(config.descriptor, async () => Readable.from([config.bytes]))
  }
  const top = await writeManifests(images, target)
  const sent = [...seen.values()].filter(size => size >= 0)
  return {
    digest: top.descriptor.digest,
    blobs: seen.size,
    sentBlobs: sent.length,
    sentBytes: sent.reduce((sum, size) => sum + size, 0),
  }
}

async function writeManifests(images: readonly BuiltImage[], target: ImageTarget): Promise<StoredManifest> {
  if (images.length === 1) {
    await target.writeManifest(images[0]!.manifest, true)
    return images[0]!.manifest
  }
  for (const { manifest } of images) await target.writeManifest(manifest, false)
  const index = indexOf(images)
  await target.writeManifest(index, true)
  return index
}
