import type { Node } from './ast.ts'
import { bind } from './bind.ts'
import type { Scope } from './environment.ts'
import type { Machine } from './evaluate.ts'

/** `reduce`: the last state. */
export function reduce(
  machine: Machine,
  node: Node & { kind: 'reduce' },
  start: unknown,
  scope: Scope | undefined,
  input: unknown,
): unknown {
  let state = start
  machine.run(node.source, scope, input, undefined, value =>
    bind(machine, node.pattern, value, scope, bound => {
      const outputs = machine.all({ node: node.update, scope: bound! }, state)
      state = outputs.length === 0 ? null : outputs.at(-1)
    }),
  )
  return state
}

/** `foreach`: every state, or what is extracted from it. */
export function foreach(
  machine: Machine,
  node: Node & { kind: 'foreach' },
  start: unknown,
  scope: Scope | undefined,
  input: unknown,
  out: (value: unknown) => void,
): void {
  let state = start
  machine.run(node.source, scope, input, undefined, value =>
    bind(machine, node.pattern, value, scope, bound =>
      machine.run(node.update, bound, state, undefined, updated => {
        state = updated
        if (node.extract) machine.run(node.extract, bound, updated, undefined, out)
        else out(updated)
      }),
    ),
  )
}
