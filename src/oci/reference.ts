import { errors } from '../core/errors.ts'

/** The name of an image in a registry. */
export interface Reference {
  /** Host, and port where it has one. */
  readonly registry: string
  readonly repository: string
  readonly tag?: string
  readonly digest?: string
}

const REPOSITORY = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*$/
const TAG = /^\w[\w.-]{0,127}$/
const DIGEST = /^sha256:[0-9a-f]{64}$/

/** Reads `registry/repository:tag@digest`; without a registry it is Docker Hub's, without a tag or digest `latest`. Throws `KF_OCI_REFERENCE`. */
export function parseReference(text: string): Reference {
  const wrong = (reason: string) => errors.KF_OCI_REFERENCE({ text, reason })
  const [name, digest] = text.split('@', 2) as [string, string?]
  if (digest !== undefined && !DIGEST.test(digest)) throw wrong('a digest is sha256: and 64 hexadecimal digits')
  const colon = name.lastIndexOf(':')
  const hasTag = colon > name.lastIndexOf('/')
  const tag = hasTag ? name.slice(colon + 1) : undefined
  if (tag !== undefined && !TAG.test(tag)) throw wrong('a tag is up to 128 letters, digits, dots, dashes and underscores')
  const { registry, repository } = splitRegistry(hasTag ? name.slice(0, colon) : name)
  if (!REPOSITORY.test(repository)) throw wrong('a repository is in small letters, digits, and single separators between them')
  if (digest !== undefined) return { registry, repository, digest, ...(tag !== undefined && { tag }) }
  return { registry, repository, tag: tag ?? 'latest' }
}

/** The first part is a registry where it looks like a host. */
function splitRegistry(name: string): { registry: string; repository: string } {
  const slash = name.indexOf('/')
  const first = name.slice(0, Math.max(slash, 0))
  if (/[.:]/.test(first) || first === 'localhost') return { registry: first, repository: name.slice(slash + 1) }
  return { registry: 'registry-1.docker.io', repository: slash < 0 ? `library/${name}` : name }
}

/** The text of a reference, by its digest where it has one. */
export function referenceText({ registry, repository, tag, digest }: Reference): string {
  return `${registry}/${repository}${tag === undefined ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest}`}`
}
