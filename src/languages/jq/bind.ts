import type { Pattern } from './ast.ts'
import { type Scope, withVariable } from './environment.ts'
import type { Machine } from './evaluate.ts'
import { indexValue } from './paths.ts'
import { fault, typeOf } from './values.ts'

/** Binds the parts of a value to the names of a pattern; keys that are computed may give several bindings. */
export function bind(
  machine: Machine,
  pattern: Pattern,
  value: unknown,
  scope: Scope | undefined,
  next: (scope: Scope | undefined) => void,
): void {
  if (pattern.kind === 'variable') return next(withVariable(scope, pattern.name, value))
  if (pattern.kind === 'array') {
    if (value !== null && !Array.isArray(value)) throw fault(`Cannot index ${typeOf(value)} with number`)
    return bindAll(
      machine,
      pattern.items.map((item, i) => [item, (value as unknown[] | null)?.[i] ?? null] as const),
      0,
      scope,
      next,
    )
  }
  bindEntries(machine, pattern.entries, 0, value, scope, next)
}

function bindAll(
  machine: Machine,
  pairs: readonly (readonly [Pattern, unknown])[],
  index: number,
  scope: Scope | undefined,
  next: (scope: Scope | undefined) => void,
): void {
  const pair = pairs[index]
  if (pair === undefined) return next(scope)
  bind(machine, pair[0], pair[1], scope, bound => bindAll(machine, pairs, index + 1, bound, next))
}

function bindEntries(
  machine: Machine,
  entries: (Pattern & { kind: 'object' })['entries'],
  index: number,
  value: unknown,
  scope: Scope | undefined,
  next: (scope: Scope | undefined) => void,
): void {
  const entry = entries[index]
  if (entry === undefined) return next(scope)
  machine.run(entry.key, scope, value, undefined, key => {
    const part = indexValue(value, key)
    const named = entry.variable === undefined ? scope : withVariable(scope, entry.variable, part)
    const rest = (bound: Scope | undefined) => bindEntries(machine, entries, index + 1, value, bound, next)
    if (entry.value) bind(machine, entry.value, part, named, rest)
    else rest(named)
  })
}
