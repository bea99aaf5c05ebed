import { errors } from './errors.ts'
import type { Exchange } from './exchange.ts'

/** A variable by Camel's name for it: `x`, `global:x`, `route:x` (the route it is in), `route:id:x`, `header:x` or `header:x.name`. `null` where there is none. */
export function getVariable(exchange: Exchange, name: string): unknown {
  const place = locate(exchange, name)
  if (place !== undefined) return place.repository.get(place.key) ?? null
  const prefix = headerPrefix(name)
  return prefix === undefined ? (exchange.variable(name) ?? null) : headersOf(exchange, prefix)
}

/** Sets a variable by such a name; nothing (`null`) takes it away. */
export function setVariable(exchange: Exchange, name: string, value: unknown): void {
  const gone = value === null || value === undefined
  const place = locate(exchange, name)
  if (place === undefined) {
    if (gone) exchange.removeVariable(name)
    else exchange.setVariable(name, value)
  } else if (gone) place.repository.delete(place.key)
  else place.repository.set(place.key, value)
}

/**
 * Takes a variable away; `*` takes all variables of the exchange. Unlike elsewhere a name of the `route:` repository needs the route's
 * id here, and `header:` and `exchange:` count as repositories, which do not exist.
 */
export function removeVariable(exchange: Exchange, name: string): void {
  if (name === '*') exchange.variables = undefined
  else {
    if (/^(header|exchange):/.test(name)) throw noRepository(name.slice(0, name.indexOf(':')))
    setVariable(exchange, qualified(name), null)
  }
}

/** The name itself, where it says the route that a `route:` variable belongs to; otherwise an error. */
export function qualified(name: string): string {
  if (/^route:[^:]*$/.test(name)) throw errors.KF_RUN_ILLEGAL_ARGUMENT({ reason: 'Name must be routeId:name syntax' })
  return name
}

function noRepository(id: string): Error {
  return errors.KF_RUN_ILLEGAL_ARGUMENT({ reason: `VariableRepository with id: ${id} does not exist` })
}

/** Keeps a reply in a variable: its body under the name, its headers beside it as `header:NAME.HEADER`. */
export function keepMessage(exchange: Exchange, name: string): void {
  const place = locate(exchange, name)
  const separator = name.indexOf(':')
  const scope = place === undefined ? '' : `${name.slice(0, separator)}:`
  setVariable(exchange, name, exchange.body)
  for (const [header, value] of exchange.headerEntries()) {
    if (place === undefined) setVariable(exchange, `header:${name}.${header}`, value)
    else setVariable(exchange, `${scope}header:${place.key}.${header}`, value)
  }
}

interface Place {
  readonly repository: Map<string, unknown>
  readonly key: string
}

/** The repository beside the exchange that a name points into; `undefined` for the exchange's own. */
function locate(exchange: Exchange, name: string): Place | undefined {
  const colon = name.indexOf(':')
  if (colon < 0) return undefined
  const id = name.slice(0, colon)
  if (id === 'header' || id === 'exchange') return undefined
  const key = name.slice(colon + 1)
  if (id === 'global') return { repository: exchange.services.globals, key }
  if (id !== 'route') throw noRepository(id)
  const next = key.indexOf(':')
  return next < 0
    ? { repository: exchange.services.routeVariables(exchange.routeId), key }
    : { repository: exchange.services.routeVariables(key.slice(0, next)), key: key.slice(next + 1) }
}

/** `header:x.` for `header:x`: the beginning of all headers kept with `x`. */
function headerPrefix(name: string): string | undefined {
  if (!name.startsWith('header:') || name.includes('.')) return undefined
  if (name.slice('header:'.length).trim() === '') throw errors.KF_RUN_ILLEGAL_ARGUMENT({ reason: `Variable ${name} must have header key` })
  return `${name}.`
}

function headersOf(exchange: Exchange, prefix: string): Record<string, unknown> | null {
  const found: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(exchange.variables ?? {})) {
    if (key.startsWith(prefix) && value !== undefined) found[key.slice(prefix.length)] = value
  }
  return Object.keys(found).length === 0 ? null : found
}
