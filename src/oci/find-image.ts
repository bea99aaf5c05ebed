import { LayoutImage } from './layout.ts'
import { parseReference } from './reference.ts'
import { RegistryImage, type RegistryOptions } from './registry.ts'

const LAYOUT = 'oci-layout:'

/** The image of a name: `oci-layout:FOLDER` on disk, else in a registry. Opens nothing. Throws `KF_OCI_REFERENCE`. */
export function findImage(name: string, options: RegistryOptions): LayoutImage | RegistryImage {
  if (name.startsWith(LAYOUT)) return new LayoutImage(name.slice(LAYOUT.length))
  return new RegistryImage(parseReference(name), options)
}
