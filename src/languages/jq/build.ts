import type { Node } from './ast.ts'
import type { Scope } from './environment.ts'
import type { Machine } from './evaluate.ts'
import { formatValue } from './formats.ts'
import { describe, objectOf, typeFault } from './values.ts'

/** Makes the texts that a text with filters in it stands for: one for each combination of their outputs. */
export function buildText(
  machine: Machine,
  parts: readonly (string | Node)[],
  index: number,
  text: string,
  format: string | undefined,
  scope: Scope | undefined,
  input: unknown,
  done: (text: string) => void,
): void {
  if (index === parts.length) return done(text)
  const part = parts[index]!
  if (typeof part === 'string') return buildText(machine, parts, index + 1, text + part, format, scope, input, done)
  machine.run(part, scope, input, undefined, value =>
    buildText(machine, parts, index + 1, text + formatValue(format ?? 'text', value), format, scope, input, done),
  )
}

/** Makes the objects that the construction of one stands for: one for each combination of its keys' and values' outputs. */
export function buildObject(
  machine: Machine,
  entries: readonly { key: Node; value: Node }[],
  index: number,
  done: [string, unknown][],
  scope: Scope | undefined,
  input: unknown,
  out: (value: unknown) => void,
): void {
  const entry = entries[index]
  if (entry === undefined) return out(objectOf([...new Map(done)]))
  machine.run(entry.key, scope, input, undefined, key => {
    if (typeof key !== 'string') throw typeFault(`Cannot use ${describe(key)} as object key`)
    machine.run(entry.value, scope, input, undefined, value =>
      buildObject(machine, entries, index + 1, [...done, [key, value]], scope, input, out),
    )
  })
}
