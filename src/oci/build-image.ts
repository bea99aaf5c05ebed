import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Platform, platformText } from './descriptor.ts'
import { type BuiltImage, choosePlatforms, extendImage, type PlatformImage, type RunConfig, readImages } from './image.ts'
import type { ImageSource, ImageTarget } from './image-source.ts'
import { type Layer, writeLayer } from './layer.ts'
import type { TarEntry } from './tar.ts'
import { type WrittenImage, writeImages } from './write-image.ts'

/** What an image is made of. */
export interface ImagePlan {
  readonly base: ImageSource
  /** The files of a layer that differs by platform; they may be made in the folder, which is removed at the end. */
  readonly platformFiles?: (platform: Platform, folder: string) => Promise<readonly TarEntry[]>
  /** Further files; one layer for all platforms. */
  readonly files?: readonly TarEntry[]
  /** Default: all platforms of the base. */
  readonly platforms?: readonly Platform[]
  readonly run?: RunConfig
  /** Without one nothing is written: the digests are all that is wanted. */
  readonly target?: ImageTarget
}

/** What came out, by platform. */
export interface ImageResult {
  readonly base: string
  readonly images: readonly {
    readonly platform: string
    readonly digest: string
    readonly layers: readonly { digest: string; size: number }[]
  }[]
  readonly written?: WrittenImage
}

/** Builds an image: layers over a base, for each platform; writes it to the target. No daemon, no privilege; what is made depends on the plan alone. */
export async function buildImage(plan: ImagePlan): Promise<ImageResult> {
  const work = mkdtempSync(join(tmpdir(), 'kafila-image-'))
  try {
    const all = await readImages(plan.base)
    const bases = plan.platforms === undefined ? all : choosePlatforms(all, plan.platforms, plan.base.name)
    const files = plan.files?.length ? [await writeLayer(plan.files, join(work, 'files.tar.gz'))] : []
    const images: BuiltImage[] = []
    for (const [index, base] of bases.entries()) {
      const folder = join(work, String(index))
      mkdirSync(folder)
      images.push(await buildOne(base, plan, files, folder))
    }
    const written = plan.target && (await writeImages(images, plan.base, plan.target))
    return { base: plan.base.name, images: images.map(summary), ...(written && { written }) }
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

async function buildOne(base: PlatformImage, plan: ImagePlan, files: readonly Layer[], work: string): Promise<BuiltImage> {
  const own = (await plan.platformFiles?.(base.platform, join(work, 'files'))) ?? []
  const packages = own.length === 0 ? [] : [await writeLayer(own, join(work, 'layer.tar.gz'))]
  return extendImage(base, {
    layers: [...packages, ...files],
    ...(plan.run && { run: plan.run }),
    annotations: { 'org.opencontainers.image.base.name': plan.base.name, 'org.opencontainers.image.base.digest': base.digest },
  })
}

function summary({ platform, manifest, layers }: BuiltImage) {
  return {
    platform: platformText(platform),
    digest: manifest.descriptor.digest,
    layers: layers.map(({ blob: { descriptor } }) => ({ digest: descriptor.digest, size: descriptor.size })),
  }
}
