import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import { errors } from '../core/errors.ts'

/** What an image is for, as manifests write it. */
export interface Platform {
  readonly os: string
  readonly architecture: string
  readonly variant?: string
}

/** Points at content by its digest. `size` is in bytes. */
export interface Descriptor {
  readonly mediaType: string
  readonly digest: string
  readonly size: number
  readonly platform?: Platform
  readonly annotations?: Readonly<Record<string, string>>
}

/** Content with its descriptor; it can be read more than once. */
export interface Blob {
  readonly descriptor: Descriptor
  open(): Promise<Readable>
}

/** `sha256:` and the hexadecimal sum of the bytes. */
export function digestOf(bytes: Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`
}

/** `linux/amd64`, `linux/arm/v7`. */
export function platformText({ os, architecture, variant }: Platform): string {
  return [os, architecture, ...(variant === undefined ? [] : [variant])].join('/')
}

/** Reads `linux/amd64`. Throws `KF_OCI_REFERENCE`. */
export function parsePlatform(text: string): Platform {
  const [os, architecture, variant, ...rest] = text.trim().split('/')
  if (!os || !architecture || rest.length > 0) throw errors.KF_OCI_REFERENCE({ text, reason: 'a platform is os/architecture: linux/amd64' })
  return { os, architecture, ...(variant && { variant }) }
}

/** Whether two platforms are one; an arm64 without variant is v8. */
export function samePlatform(a: Platform, b: Platform): boolean {
  return platformText(plain(a)) === platformText(plain(b))
}

function plain(platform: Platform): Platform {
  if (platform.architecture === 'arm64' && platform.variant === 'v8') return { os: platform.os, architecture: 'arm64' }
  return platform
}
