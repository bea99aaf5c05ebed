import { entry } from './define.ts'

/** Area OCI: an image cannot be read, built or pushed. */
export const ociErrors = {
  KF_OCI_REFERENCE: entry<{ text: string; reason: string }>({
    message: d => `${JSON.stringify(d.text)} cannot be read: ${d.reason}`,
    help: 'An image is named registry/repository:tag or registry/repository@sha256:…; an image layout on disk by oci-layout:FOLDER.',
  }),
  KF_OCI_UNREACHABLE: entry<{ address: string; reason: string }>({
    message: d => `cannot reach the registry at ${d.address}: ${d.reason}`,
    help: 'Is the registry running, and is the address right? A registry without TLS that is not on this machine needs --insecure.',
    retryable: true,
  }),
  KF_OCI_AUTH: entry<{ address: string; reason: string }>({
    message: d => `the registry at ${d.address} refuses: ${d.reason}`,
    help: 'Credentials are read from config.json in $DOCKER_CONFIG, ~/.docker or $REGISTRY_AUTH_FILE, and from its credential helpers.',
  }),
  KF_OCI_REGISTRY: entry<{ method: string; address: string; status: number; reason: string }>({
    message: d => `${d.method} ${d.address} answers ${d.status}: ${d.reason}`,
    help: 'The registry refused the request; its reason is its own. Does the repository exist, and may it be written?',
  }),
  KF_OCI_DIGEST: entry<{ expected: string; actual: string }>({
    message: d => `what was read has the digest ${d.actual}, not ${d.expected}`,
    help: 'The content was changed or cut on its way. Nothing of it was used.',
    retryable: true,
  }),
  KF_OCI_MANIFEST: entry<{ image: string; reason: string }>({
    message: d => `the manifest of ${d.image} cannot be used: ${d.reason}`,
    help: 'Images and indexes of the OCI and of Docker (version 2, schema 2) are read.',
  }),
  KF_OCI_PLATFORM: entry<{ image: string; platform: string; known: readonly string[] }>({
    message: d => `${d.image} is not there for ${d.platform}; it is for ${d.known.join(', ') || 'no platform'}`,
    help: 'Choose among the platforms of the base image with --platform.',
  }),
  KF_OCI_LOCKFILE: entry<{ file: string; reason: string }>({
    message: d => `${d.file}: ${d.reason}`,
    help: 'A layer is made of the packages that package-lock.json pins, from a registry and with their integrity. `npm install --package-lock-only` writes one.',
  }),
  KF_OCI_INSTALL: entry<{ command: string; reason: string }>({
    message: d => `${d.command} failed: ${d.reason}`,
    help: 'Packages are installed by npm, without running their scripts. Is npm there, and can it reach its registry?',
  }),
} as const
