import { errors } from '../core/errors.ts'

/** What a path gave to the parameters of a pattern, decoded; `*` is what follows a prefix. */
export type PathParameters = Readonly<Record<string, string>>

/** A path of a route, compiled: `/orders/{id}`, `/files*`. */
export interface PathPattern {
  /** The path itself, where it has neither parameters nor a `*`: such routes are looked up, not tried. */
  readonly exact: string | undefined
  /** The parameters that a normalised path gives, or `undefined` where it does not match. */
  match(path: string): PathParameters | undefined
}

/** What a path without parameters gives; always this very object. */
export const NO_PARAMETERS: PathParameters = Object.freeze({})
const TOKEN = /:([A-Za-z0-9_]+)/g

/**
 * Compiles a path. `{name}` and `:name` stand for a part without slashes, a `*` at the end for any rest. A slash at the end of a
 * request is overlooked, but one at the end of the pattern counts. Names are letters, digits and underscores: in `{order-id}` the
 * name is `order` and `-id` belongs to the path, as with Camel's server.
 */
export function compilePath(path: string): PathPattern {
  if (!path.startsWith('/')) throw errors.KF_RUN_ILLEGAL_ARGUMENT({ reason: 'Path must start with /' })
  const colons = path.replaceAll(/\{([^/}]+)\}/g, ':$1')
  const prefix = colons.endsWith('*')
  const names = tokenNames(colons)
  if (names.length > 0) return withParameters(prefix ? colons.slice(0, -1) : colons, names, prefix)
  return prefix ? prefixed(colons.slice(0, -1)) : exactly(colons)
}

function tokenNames(path: string): string[] {
  const names = [...path.matchAll(TOKEN)].map(match => match[1]!)
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined)
    throw errors.KF_RUN_ILLEGAL_ARGUMENT({ reason: `Cannot use identifier ${twice} more than once in pattern string` })
  return names
}

function exactly(path: string): PathPattern {
  return {
    exact: path,
    match: request => (request === path || (request.endsWith('/') && request.slice(0, -1) === path) ? NO_PARAMETERS : undefined),
  }
}

function prefixed(path: string): PathPattern {
  const folder = path.endsWith('/') ? path.slice(0, -1) : undefined
  return {
    exact: undefined,
    match(request) {
      if (request === folder) return { '*': '/' }
      return request.startsWith(path) ? { '*': decodePart(request.slice(path.length)) } : undefined
    },
  }
}

/** Parameters that are whole segments are found by walking; only one inside a segment (`/{id}.json`) needs a regular expression. */
function withParameters(path: string, names: readonly string[], prefix: boolean): PathPattern {
  const segments = path.split('/').slice(1)
  const walkable = !prefix && segments.every(segment => !segment.includes(':') || /^:[A-Za-z0-9_]+$/.test(segment))
  return walkable ? { exact: undefined, match: walker(segments) } : { exact: undefined, match: matcher(path, names, prefix) }
}

function walker(segments: readonly string[]): PathPattern['match'] {
  const names = segments.map(segment => (segment.startsWith(':') ? segment.slice(1) : undefined))
  return request => {
    const found: Record<string, string> = {}
    let from = 1
    for (let i = 0; i < segments.length; i++) {
      if (from > request.length) return undefined
      const slash = request.indexOf('/', from)
      const end = slash < 0 ? request.length : slash
      const part = request.slice(from, end)
      const name = names[i]
      if (name === undefined ? part !== segments[i] : part === '') return undefined
      if (name !== undefined) found[name] = decodePart(part)
      from = end + 1
    }
    return from === request.length + 1 || (from === request.length && segments.at(-1) !== '') ? found : undefined
  }
}

function matcher(path: string, names: readonly string[], prefix: boolean): PathPattern['match'] {
  const source = path
    .split(TOKEN)
    .map((part, index) => (index % 2 === 1 ? '([^/]+)' : part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')))
    .join('')
  const expression = new RegExp(`^${source}${prefix ? '(.*)' : path.endsWith('/') ? '' : '/?'}$`, 's')
  return request => {
    const groups = expression.exec(request)
    if (groups === null) return undefined
    const found: Record<string, string> = {}
    for (const [index, name] of names.entries()) found[name] = decodePart(groups[index + 1]!)
    if (prefix) found['*'] = groups[names.length + 1]!
    return found
  }
}

/** Decodes a part of a path; `+` stays a plus. A malformed escape is a bad request. */
export function decodePart(part: string): string {
  if (!part.includes('%')) return part
  try {
    return decodeURIComponent(part)
  } catch (cause) {
    throw errors.KF_HTTP_REQUEST({ status: 400, reason: `${JSON.stringify(part)} is not encoded correctly` }, { cause })
  }
}
