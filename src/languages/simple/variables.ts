import type { Exchange } from '../../core/exchange.ts'
import { failure } from './failure.ts'
import { after, before, isBlank } from './java-text.ts'

type Repository = Map<string, unknown>

/** A variable by its name, which may name its repository: `global:x`, `route:x`, `route:id:x`. `null` where there is none. */
export function getVariable(exchange: Exchange, name: string): unknown {
  const [repository, key] = locate(exchange, name)
  if (repository !== undefined) return repository.get(key) ?? null
  return name.startsWith('header:') ? headersOf(exchange, name) : (exchange.variable(name) ?? null)
}

/** Sets a variable, or removes it where the value is nothing. */
export function setVariable(exchange: Exchange, name: string, value: unknown): void {
  const [repository, key] = locate(exchange, name)
  const gone = value === null || value === undefined
  if (repository === undefined) {
    if (gone) exchange.removeVariable(name)
    else exchange.setVariable(name, value)
  } else if (gone) repository.delete(key)
  else repository.set(key, value)
}

function locate(exchange: Exchange, name: string): [Repository | undefined, string] {
  const id = before(name, ':')
  if (id === null || id === 'header' || id === 'exchange') return [undefined, name]
  const key = after(name, ':')!
  if (id === 'global') return [exchange.services.globals, key]
  if (id !== 'route') throw failure('IllegalArgument', `VariableRepository with id: ${id} does not exist`)
  const route = before(key, ':') ?? exchange.routeId
  return [exchange.services.routeVariables(route), after(key, ':') ?? key]
}

/** `header:x` gives all headers that were kept with the variable `x`; `header:x.name` one of them. */
function headersOf(exchange: Exchange, name: string): unknown {
  const prefix = name.slice('header:'.length)
  if (isBlank(prefix)) throw failure('IllegalArgument', `Variable ${name} must have header key`)
  if (prefix.includes('.')) return exchange.variable(name) ?? null
  const start = `${name}.`
  const found: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(exchange.variables ?? {})) {
    if (key.startsWith(start) && value !== undefined) found[key.slice(start.length)] = value
  }
  return found
}
