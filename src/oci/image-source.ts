import type { Readable } from 'node:stream'
import type { Blob, Descriptor } from './descriptor.ts'

/** A manifest as it is stored: its digest is that of these bytes. */
export interface StoredManifest {
  readonly descriptor: Descriptor
  readonly bytes: Buffer
}

/** Where images are read from: a repository of a registry, or a layout on disk. What is read is verified by its digest. */
export interface ImageSource {
  /** The image's name for people. */
  readonly name: string
  /** The manifest or index that the name stands for, or that of a digest. */
  manifest(digest?: string): Promise<StoredManifest>
  blob(descriptor: Descriptor): Promise<Readable>
}

/** Where images are written to. Blobs come before the manifests that name them. */
export interface ImageTarget {
  readonly name: string
  /** Writes a blob unless it is there; `from` is the image that it belongs to already, if any. Tells whether it had to be sent. */
  writeBlob(blob: Blob, from?: ImageSource): Promise<boolean>
  /** Writes a manifest by its digest; with `named` the image's name stands for it from now on. */
  writeManifest(manifest: StoredManifest, named: boolean): Promise<void>
}
