import { type MediaType, matchesAny, parseAccept, parseMediaType } from './media-type.ts'
import type { PathParameters, PathPattern } from './path-pattern.ts'

/** A route of a server: what it takes, and what happens with a request. */
export interface HttpRoute<Handler> {
  readonly path: PathPattern
  /** Upper-case names; `undefined` takes all. */
  readonly methods: ReadonlySet<string> | undefined
  readonly consumes: readonly MediaType[] | undefined
  readonly produces: readonly MediaType[] | undefined
  /** Whether a request without content type passes `consumes` (with CORS, whose OPTIONS have none). */
  readonly withoutContentType: boolean
  readonly handler: Handler
}

/** What is looked at to find a route. */
export interface Wanted {
  readonly method: string
  /** Normalised; without query. */
  readonly path: string
  /** A request header by its lower-case name; asked for only where a route restricts it. */
  header(name: 'content-type' | 'accept'): string | undefined
}

/** The route found, or the status that says why there is none. */
export type Found<Handler> = { readonly route: HttpRoute<Handler>; readonly parameters: PathParameters } | number

interface Entry<Handler> {
  readonly order: number
  readonly route: HttpRoute<Handler>
}

/** Finds routes: the first one added that matches wins, whether or not another is more specific. */
export class HttpRouter<Handler> {
  private readonly exact = new Map<string, Entry<Handler>[]>()
  private readonly others: Entry<Handler>[] = []
  private next = 0

  /** Adds a route behind the others; returns what removes it. */
  add(route: HttpRoute<Handler>): () => void {
    const entry = { order: this.next++, route }
    const list = route.path.exact === undefined ? this.others : this.exactly(route.path.exact)
    list.push(entry)
    return () => {
      const index = list.indexOf(entry)
      if (index >= 0) list.splice(index, 1)
    }
  }

  find(wanted: Wanted): Found<Handler> {
    const { path } = wanted
    const trimmed = path.length > 1 && path.endsWith('/') ? this.exact.get(path.slice(0, -1)) : undefined
    const candidates = this.exact.get(path)
    if (trimmed === undefined && this.others.length === 0) return candidates === undefined ? 404 : pick(candidates, wanted)
    return pick(
      [...(candidates ?? []), ...(trimmed ?? []), ...this.others].sort((a, b) => a.order - b.order),
      wanted,
    )
  }

  private exactly(path: string): Entry<Handler>[] {
    let list = this.exact.get(path)
    if (list === undefined) this.exact.set(path, (list = []))
    return list
  }
}

function pick<Handler>(entries: readonly Entry<Handler>[], wanted: Wanted): Found<Handler> {
  let status = 404
  for (const { route } of entries) {
    const parameters = route.path.match(wanted.path)
    if (parameters === undefined) continue
    const refusal = refuse(route, wanted)
    if (refusal === 0) return { route, parameters }
    if (refusal !== 405 || status === 404) status = refusal
  }
  return status
}

/** Why a route whose path matches does not take the request: 405, 415, 406; 0 where it does. */
function refuse({ methods, consumes, produces, withoutContentType }: HttpRoute<unknown>, wanted: Wanted): number {
  if (methods !== undefined && !methods.has(wanted.method)) return 405
  if (consumes !== undefined) {
    const type = wanted.header('content-type') ?? ''
    if (!(type === '' && withoutContentType) && !matchesAny(parseMediaType(type), consumes)) return 415
  }
  if (produces !== undefined) {
    const accept = wanted.header('accept')
    if (accept !== undefined && accept !== '' && !parseAccept(accept).some(each => matchesAny(each, produces))) return 406
  }
  return 0
}
