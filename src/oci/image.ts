import { errors } from '../core/errors.ts'
import { type Descriptor, digestOf, type Platform, platformText, samePlatform } from './descriptor.ts'
import type { ImageSource, StoredManifest } from './image-source.ts'
import type { Layer } from './layer.ts'
import { isIndex, layerType, MEDIA } from './media-types.ts'
import { streamBytes } from './stream-bytes.ts'

/** The manifest of an image for one platform. */
export interface ImageManifest {
  readonly schemaVersion: 2
  readonly mediaType: string
  readonly config: Descriptor
  readonly layers: readonly Descriptor[]
  readonly annotations?: Readonly<Record<string, string>>
}

/** How a container of the image runs. Members that are not named here are kept as they are. */
export interface RunConfig {
  readonly User?: string
  readonly Env?: readonly string[]
  readonly Entrypoint?: readonly string[]
  readonly Cmd?: readonly string[]
  readonly WorkingDir?: string
  readonly Labels?: Readonly<Record<string, string>>
}

interface ImageConfig extends Platform {
  readonly created?: string
  readonly config?: RunConfig
  readonly rootfs: { readonly type: 'layers'; readonly diff_ids: readonly string[] }
  readonly history?: readonly object[]
}

/** An image of one platform, as read. */
export interface PlatformImage {
  readonly platform: Platform
  readonly digest: string
  readonly manifest: ImageManifest
  readonly config: ImageConfig
}

/** An image of one platform, as it is to be written. */
export interface BuiltImage {
  readonly platform: Platform
  readonly manifest: StoredManifest
  readonly config: { readonly descriptor: Descriptor; readonly bytes: Buffer }
  /** The layers of the base, which its source holds. */
  readonly inherited: readonly Descriptor[]
  readonly layers: readonly Layer[]
}

/** Reads an image for each of its platforms; an index may name more than images (attestations): they are left out. */
export async function readImages(source: ImageSource): Promise<PlatformImage[]> {
  const top = await source.manifest()
  if (!isIndex(top.descriptor.mediaType)) return [await readImage(source, top)]
  const { manifests } = JSON.parse(top.bytes.toString('utf8')) as { manifests: readonly Descriptor[] }
  const images = manifests.filter(({ platform }) => platform !== undefined && platform.os !== 'unknown')
  return Promise.all(images.map(async ({ digest, mediaType }) => readImage(source, await source.manifest(digest), mediaType)))
}

async function readImage(source: ImageSource, { bytes, descriptor }: StoredManifest, listed?: string): Promise<PlatformImage> {
  const mediaType = descriptor.mediaType || listed || ''
  if (mediaType !== MEDIA.manifest && mediaType !== MEDIA.dockerManifest)
    throw errors.KF_OCI_MANIFEST({ image: source.name, reason: `its type is ${JSON.stringify(mediaType)}` })
  const manifest = { ...(JSON.parse(bytes.toString('utf8')) as ImageManifest), mediaType }
  const config = JSON.parse((await streamBytes(await source.blob(manifest.config))).toString('utf8')) as ImageConfig
  const { os, architecture, variant } = config
  return { platform: { os, architecture, ...(variant && { variant }) }, digest: descriptor.digest, manifest, config }
}

/** Those of the wanted platforms, in their order. Throws `KF_OCI_PLATFORM` for one that is not there. */
export function choosePlatforms(images: readonly PlatformImage[], wanted: readonly Platform[], image: string): PlatformImage[] {
  return wanted.map(platform => {
    const found = images.find(each => samePlatform(each.platform, platform))
    if (found !== undefined) return found
    const known = images.map(each => platformText(each.platform))
    throw errors.KF_OCI_PLATFORM({ image, platform: platformText(platform), known })
  })
}

export interface Extension {
  readonly layers: readonly Layer[]
  /** What shall be otherwise than in the base. */
  readonly run?: RunConfig
  readonly annotations?: Readonly<Record<string, string>>
}

/** Puts layers over an image. Nothing in the result depends on when or where it is made. */
export function extendImage(base: PlatformImage, { layers, run = {}, annotations }: Extension): BuiltImage {
  const type = layerType(base.manifest.mediaType)
  const config = jsonBlob(base.manifest.config.mediaType, {
    ...base.config,
    config: { ...base.config.config, ...run },
    rootfs: { type: 'layers', diff_ids: [...base.config.rootfs.diff_ids, ...layers.map(({ diffId }) => diffId)] },
    history: [...(base.config.history ?? []), ...layers.map(() => ({ created: EPOCH, created_by: 'kafila image build' }))],
  })
  const manifest = jsonBlob(base.manifest.mediaType, {
    ...base.manifest,
    config: config.descriptor,
    layers: [...base.manifest.layers, ...layers.map(({ blob }) => ({ ...blob.descriptor, mediaType: type }))],
    // Docker's manifests have no annotations
    ...(annotations && base.manifest.mediaType === MEDIA.manifest && { annotations: { ...base.manifest.annotations, ...annotations } }),
  })
  return { platform: base.platform, manifest, config, inherited: base.manifest.layers, layers }
}

const EPOCH = '1970-01-01T00:00:00Z'

/** The index of images of several platforms. */
export function indexOf(images: readonly BuiltImage[]): StoredManifest {
  const manifests = images.map(({ manifest, platform }) => ({ ...manifest.descriptor, platform }))
  return jsonBlob(MEDIA.index, { schemaVersion: 2, mediaType: MEDIA.index, manifests })
}

function jsonBlob(mediaType: string, value: object): StoredManifest {
  const bytes = Buffer.from(JSON.stringify(value))
  return { bytes, descriptor: { mediaType, digest: digestOf(bytes), size: bytes.length } }
}
