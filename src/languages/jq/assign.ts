import type { Node } from './ast.ts'
import type { Closure, Scope } from './environment.ts'
import type { Machine } from './evaluate.ts'
import { operate } from './operators.ts'
import { deletePaths, getPath, type Path, updatePath } from './paths.ts'
import { isTruthy } from './values.ts'

const NOTHING: unique symbol = Symbol('nothing')

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

/** `|=` takes the first output of the filter; a place for which there is none is removed. */
function update(machine: Machine, places: readonly Path[], filter: Closure, input: unknown): unknown {
  const gone: Path[] = []
  const result = places.reduce((current: unknown, path) => {
    const [first, ...rest] = [...machine.all(filter, getPath(current, path)), NOTHING].slice(0, 2)
    if (first === NOTHING && rest.length === 0) gone.push(path)
    return first === NOTHING ? current : updatePath(current, path, () => first)
  }, input)
  return gone.length === 0 ? result : deletePaths(result, gone)
}
