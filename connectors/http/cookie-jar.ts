import type { Address } from './address.ts'

interface Cookie {
  readonly name: string
  readonly value: string
  /** The host, or the domain with a dot before it. */
  readonly domain: string
  readonly path: string
  readonly secure: boolean
  /** Milliseconds since the epoch; `Infinity` for as long as the jar. */
  readonly expires: number
}

const MAX_COOKIES = 300

/** The cookies that servers gave to one endpoint; they go with its later requests. In memory, the oldest make room. */
export class CookieJar {
  private cookies: Cookie[] = []

  /** Takes the `Set-Cookie` headers of an answer. A cookie for a foreign domain is left out. */
  store(address: Address, headers: readonly string[], now: number): void {
    for (const header of headers) {
      const cookie = parseCookie(header, address, now)
      if (cookie === undefined) continue
      this.cookies = this.cookies.filter(each => each.name !== cookie.name || each.domain !== cookie.domain || each.path !== cookie.path)
      if (cookie.expires > now) this.cookies.push(cookie)
      if (this.cookies.length > MAX_COOKIES) this.cookies.shift()
    }
  }

  /** The `Cookie` header for a request, longest paths first; `undefined` without cookies. */
  header(address: Address, now: number): string | undefined {
    if (this.cookies.length === 0) return undefined
    this.cookies = this.cookies.filter(cookie => cookie.expires > now)
    const fitting = this.cookies.filter(cookie => fits(cookie, address)).sort((a, b) => b.path.length - a.path.length)
    return fitting.length === 0 ? undefined : fitting.map(({ name, value }) => `${name}=${value}`).join('; ')
  }
}

function parseCookie(header: string, address: Address, now: number): Cookie | undefined {
  const [pair = '', ...parts] = header.split(';')
  const equals = pair.indexOf('=')
  if (equals <= 0) return undefined
  const attributes = new Map(parts.map(part => attribute(part.trim())))
  const given = attributes.get('domain')?.replace(/^\./, '').toLowerCase()
  if (given !== undefined && given !== address.host && !address.host.endsWith(`.${given}`)) return undefined
  return {
    name: pair.slice(0, equals).trim(),
    value: pair.slice(equals + 1).trim(),
    domain: given === undefined ? address.host : `.${given}`,
    path: attributes.get('path') ?? defaultPath(address.path),
    secure: attributes.has('secure'),
    expires: expiry(attributes, now),
  }
}

function attribute(part: string): [string, string] {
  const equals = part.indexOf('=')
  return equals < 0 ? [part.toLowerCase(), ''] : [part.slice(0, equals).toLowerCase(), part.slice(equals + 1)]
}

function expiry(attributes: ReadonlyMap<string, string>, now: number): number {
  const age = attributes.get('max-age')
  if (age !== undefined && /^-?\d+$/.test(age)) return now + Number(age) * 1000
  const date = Date.parse(attributes.get('expires') ?? '')
  return Number.isNaN(date) ? Number.POSITIVE_INFINITY : date
}

function defaultPath(path: string): string {
  const end = path.split('?')[0]!.lastIndexOf('/')
  return end <= 0 ? '/' : path.slice(0, end)
}

function fits({ domain, path, secure }: Cookie, address: Address): boolean {
  if (secure && !address.secure) return false
  const sameHost = domain.startsWith('.') ? address.host === domain.slice(1) || address.host.endsWith(domain) : address.host === domain
  const wanted = address.path.split('?')[0]!
  return sameHost && (wanted === path || wanted.startsWith(path.endsWith('/') ? path : `${path}/`))
}
