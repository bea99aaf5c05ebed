import type { Node } from './ast.ts'
import type { Closure, Scope } from './environment.ts'
import type { Machine } from './evaluate.ts'
import { operate } from './operators.ts'
import { getPath, type Path, updatePath } from './paths.ts'
import { isTruthy, JqFault } from './values.ts'

/** `=`, `|=` and the operators with `=`: a copy of the input, changed at all places that the left side leads to. */
export function assign(
  machine: Machine,
  { operator, left, right }: Node & { kind: 'assign' | 'binary' },
  scope: Scope | undefined,
  input: unknown,
  out: (value: unknown) => void,
): void {
  const places = () => machine.paths({ node: left, scope: scope! }, input)
  if (operator === '|=') return out(update(machine, places(), { node: right, scope: scope! }, input))
  machine.run(right, scope, input, undefined, value => {
    const change = (old: unknown) =>
      operator === '=' ? value : operator === '//=' ? (isTruthy(old) ? old : value) : operate(operator.slice(0, -1), old, value)
    out(places().reduce((result: unknown, path) => updatePath(result, path, change), input))
  })
}

/** `|=` takes the first output of the filter; jackson-jq refuses one without any. */
function update(machine: Machine, places: readonly Path[], filter: Closure, input: unknown): unknown {
  return places.reduce((current: unknown, path) => {
    const outputs = machine.all(filter, getPath(current, path))
    if (outputs.length === 0) throw new JqFault('`|= empty` is undefined. See https://github.com/stedolan/jq/issues/897', 'undefined')
    return updatePath(current, path, () => outputs[0])
  }, input)
}
