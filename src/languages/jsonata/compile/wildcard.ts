import type { Node } from '../ast.ts'
import { type Data, isRecord } from '../kinds.ts'
import type { Evaluate } from '../values.ts'
import { sealFor } from './finish.ts'
import type { Scope } from './scope.ts'

/** `*`: all values of an object. Once an array has been among them, the result is an array and no sequence. */
export function compileWildcard(_node: Node, scope: Scope): Evaluate {
  const seal = sealFor(scope)
  return (input, frame) => {
    const values: unknown[] = []
    let sequence = true
    const context = frame.run.unwrap(input)
    if (!Array.isArray(context) && !isRecord(context)) return undefined
    for (const value of Array.isArray(context) ? context : valuesOf(context)) {
      if (Array.isArray(value)) {
        sequence = false
        flatten(value, values)
      } else values.push(value)
    }
    return sequence ? seal(values) : values
  }
}

function valuesOf(record: Data): Iterable<unknown> {
  return record instanceof Map ? record.values() : Object.values(record)
}

function flatten(value: unknown, into: unknown[]): void {
  if (!Array.isArray(value)) into.push(value)
  else for (const item of value) flatten(item, into)
}

/** `**`: the context and everything below it. */
export function compileDescendant(_node: Node, scope: Scope): Evaluate {
  const seal = sealFor(scope)
  return (input, frame) => {
    if (input === undefined) return undefined
    const found: unknown[] = []
    descend(input, found, () => frame.run.tick())
    return found.length === 1 ? found[0] : seal(found)
  }
}

function descend(value: unknown, found: unknown[], tick: () => void): void {
  tick()
  if (Array.isArray(value)) {
    for (const item of value) descend(item, found, tick)
    return
  }
  found.push(value)
  if (isRecord(value)) for (const inner of valuesOf(value)) descend(inner, found, tick)
}
