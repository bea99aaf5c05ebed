import { createReadStream, createWriteStream, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { errors } from '../core/errors.ts'
import type { Blob, Descriptor } from './descriptor.ts'
import type { ImageSource, ImageTarget, StoredManifest } from './image-source.ts'
import { verified, verifyBytes } from './verified.ts'

interface LayoutIndex {
  readonly schemaVersion: 2
  readonly manifests: readonly Descriptor[]
}

const NAME = 'org.opencontainers.image.ref.name'

/** An image in a folder, by the OCI's image layout. Written to a folder that holds others, it joins them. */
export class LayoutImage implements ImageSource, ImageTarget {
  readonly name: string
  private readonly folder: string
  private readonly tag: string

  constructor(folder: string, tag = 'latest') {
    this.folder = folder
    this.tag = tag
    this.name = `oci-layout:${folder}`
  }

  async manifest(digest?: string): Promise<StoredManifest> {
    const descriptor = digest === undefined ? this.entry() : { mediaType: '', digest, size: 0 }
    const file = this.file(descriptor.digest)
    if (!existsSync(file)) throw errors.KF_OCI_MANIFEST({ image: this.name, reason: `there is no blob ${descriptor.digest}` })
    const bytes = readFileSync(file)
    verifyBytes(bytes, descriptor.digest)
    const { mediaType } = JSON.parse(bytes.toString('utf8')) as { mediaType?: string }
    return { bytes, descriptor: { mediaType: mediaType ?? descriptor.mediaType, digest: descriptor.digest, size: bytes.length } }
  }

  async blob(descriptor: Descriptor): Promise<Readable> {
    const file = this.file(descriptor.digest)
    if (!existsSync(file)) throw errors.KF_OCI_MANIFEST({ image: this.name, reason: `there is no blob ${descriptor.digest}` })
    return verified(createReadStream(file), descriptor)
  }

  async writeBlob({ descriptor, open }: Blob): Promise<boolean> {
    const file = this.file(descriptor.digest)
    if (existsSync(file)) return false
    mkdirSync(join(this.folder, 'blobs', 'sha256'), { recursive: true })
    try {
      await pipeline(verified(await open(), descriptor), createWriteStream(`${file}.part`))
      renameSync(`${file}.part`, file)
    } finally {
      rmSync(`${file}.part`, { force: true })
    }
    return true
  }

  async writeManifest({ descriptor, bytes }: StoredManifest, named: boolean): Promise<void> {
    mkdirSync(join(this.folder, 'blobs', 'sha256'), { recursive: true })
    writeFileSync(this.file(descriptor.digest), bytes)
    if (!named) return
    const others = existsSync(this.index) ? this.read().manifests.filter(each => each.annotations?.[NAME] !== this.tag) : []
    const own = { ...descriptor, annotations: { [NAME]: this.tag } }
    writeFileSync(join(this.folder, 'oci-layout'), JSON.stringify({ imageLayoutVersion: '1.0.0' }))
    writeFileSync(this.index, JSON.stringify({ schemaVersion: 2, manifests: [...others, own] }))
  }

  private get index(): string {
    return join(this.folder, 'index.json')
  }

  private file(digest: string): string {
    const [, hex] = /^sha256:([0-9a-f]{64})$/.exec(digest) ?? []
    if (hex === undefined) throw errors.KF_OCI_MANIFEST({ image: this.name, reason: `${JSON.stringify(digest)} is no sha256 digest` })
    return join(this.folder, 'blobs', 'sha256', hex)
  }

  /** The manifest with the tag, or the only one. */
  private entry(): Descriptor {
    const { manifests } = this.read()
    const found = manifests.find(each => each.annotations?.[NAME] === this.tag) ?? (manifests.length === 1 ? manifests[0] : undefined)
    if (found === undefined)
      throw errors.KF_OCI_MANIFEST({ image: this.name, reason: `the layout holds ${manifests.length} images, none called ${this.tag}` })
    return found
  }

  private read(): LayoutIndex {
    if (!existsSync(this.index)) throw errors.KF_OCI_REFERENCE({ text: this.name, reason: 'the folder holds no index.json' })
    return JSON.parse(readFileSync(this.index, 'utf8')) as LayoutIndex
  }
}
