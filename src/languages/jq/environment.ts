import type { Definition, Node } from './ast.ts'

/** A filter given as argument: what it is, and where it was written. */
export interface Closure {
  readonly node: Node
  readonly scope: Scope
}

/** What a name stands for at a place in a program; scopes are chained, the nearest wins. */
export interface Scope {
  readonly parent: Scope | undefined
  readonly name: string
  readonly value?: unknown
  readonly closure?: Closure
  readonly definition?: Definition
  /** Of the outermost scope: the functions that all programs have, by name. */
  readonly common?: ReadonlyMap<string, Scope>
}

/** Finds a variable (`$x`), a label (`*x`) or a function (`f/1`). */
export function lookUp(scope: Scope | undefined, name: string): Scope | undefined {
  let current = scope
  while (current !== undefined && current.name !== name) {
    if (current.common !== undefined) return current.common.get(name)
    current = current.parent
  }
  return current
}

export function withVariable(parent: Scope | undefined, name: string, value: unknown): Scope {
  return { parent, name: `$${name}`, value }
}
