import { mapEntries } from '../../../core/values.ts'
import type { Node } from '../ast.ts'
import { apply } from '../call/apply.ts'
import { Builtin } from '../call/callable.ts'
import { Signature } from '../call/signature.ts'
import { fault } from '../fault.ts'
import type { Frame } from '../frame.ts'
import { type Data, isArrayOfStrings, isFunction, isRecord, setOwn } from '../kinds.ts'
import { type Evaluate, Sequence } from '../values.ts'
import type { Scope } from './scope.ts'

const SIGNATURE = new Signature('<(oa):o>')

interface Transform {
  readonly pattern: Evaluate
  readonly update: Evaluate
  readonly remove: Evaluate | undefined
  readonly node: Node
}

/** `| pattern | update, delete |`: a function that gives a changed copy of its argument. */
export function compileTransform(node: Node, scope: Scope): Evaluate {
  const transform: Transform = {
    pattern: scope.compile(node.pattern!),
    update: scope.compile(node.update!),
    remove: node.delete && scope.compile(node.delete, true),
    node,
  }
  return (_input, frame) => new Builtin('', SIGNATURE, 1, (_caller, value) => transformCopy(transform, value, frame), true)
}

function transformCopy(transform: Transform, value: unknown, frame: Frame): unknown {
  if (value === undefined) return undefined
  const clone = frame.lookup('clone')
  if (!isFunction(clone)) throw fault('T2013', { position: transform.node.position })
  const copy = apply(clone, [value], null, frame)
  const matches = transform.pattern(copy, frame)
  for (const match of listOf(matches)) change(transform, match, frame)
  return copy
}

function listOf(value: unknown): readonly unknown[] {
  if (value === undefined) return []
  if (value instanceof Sequence) return value.items
  return Array.isArray(value) ? value : [value]
}

function change(transform: Transform, match: unknown, frame: Frame): void {
  const update = transform.update(match, frame)
  if (update !== undefined) {
    if (!isRecord(update)) throw fault('T2011', { value: update, position: transform.node.update!.position })
    merge(match, update)
  }
  if (transform.remove !== undefined) remove(match, transform.remove(match, frame), transform.node)
}

/** Only objects can be changed; a match that is none is left as it is. */
function merge(match: unknown, update: Data): void {
  if (typeof match !== 'object' || match === null) return
  for (const [key, value] of mapEntries(update)) setOwn(match as Record<string, unknown>, key, value)
}

function remove(match: unknown, names: unknown, node: Node): void {
  if (names === undefined) return
  const list = Array.isArray(names) ? names : [names]
  if (!isArrayOfStrings(list)) throw fault('T2012', { value: names, position: node.delete!.position })
  if (typeof match !== 'object' || match === null) return
  for (const name of list) Reflect.deleteProperty(match, name)
}
