/** Media types of images, of the OCI and of Docker. */
export const MEDIA = {
  index: 'application/vnd.oci.image.index.v1+json',
  manifest: 'application/vnd.oci.image.manifest.v1+json',
  config: 'application/vnd.oci.image.config.v1+json',
  layer: 'application/vnd.oci.image.layer.v1.tar+gzip',
  dockerList: 'application/vnd.docker.distribution.manifest.list.v2+json',
  dockerManifest: 'application/vnd.docker.distribution.manifest.v2+json',
  dockerLayer: 'application/vnd.docker.image.rootfs.diff.tar.gzip',
} as const

/** What a client that reads images accepts. */
export const ACCEPTED = [MEDIA.index, MEDIA.manifest, MEDIA.dockerList, MEDIA.dockerManifest].join(', ')

/** Whether a manifest of this type lists other manifests. */
export function isIndex(mediaType: string): boolean {
  return mediaType === MEDIA.index || mediaType === MEDIA.dockerList
}

/** The type of a compressed layer in a manifest of this type: a registry may refuse a mixture. */
export function layerType(manifestType: string): string {
  return manifestType === MEDIA.dockerManifest ? MEDIA.dockerLayer : MEDIA.layer
}
