import type { Node } from '../ast.ts'
import { Callable } from '../call/callable.ts'
import type { Frame } from '../frame.ts'
import { propertyReader } from '../lookup.ts'
import { type Evaluate, Sequence } from '../values.ts'
import { type Seal, unwrap } from './finish.ts'
import type { Scope } from './scope.ts'

type Reader = (record: object) => unknown

/**
 * A path that only names properties (`a.b.c`, `$x.a`): by far the most frequent one, so it goes straight down the objects and makes an
 * array only where it meets one. `undefined` where the path is of another kind.
 */
export function compileNamesPath(node: Node, scope: Scope, keep: boolean): Evaluate | undefined {
  const [first, ...rest] = node.steps!
  const fromVariable = first!.type === 'variable' && first!.predicate === undefined && first!.group === undefined
  const names = fromVariable ? rest : node.steps!
  const simple = names.every(step => step.type === 'name' && step.stages === undefined && step.predicate === undefined)
  if (
    !simple ||
    names.length === 0 ||
    (fromVariable && first!.stages !== undefined) ||
    node.group !== undefined ||
    scope.plan.tracking ||
    keep
  )
    return undefined
  const walk = walker(
    names.map(step => propertyReader(String(step.value))),
    unwrap,
  )
  if (!fromVariable) return walk
  const start = scope.compile(first!)
  return (input, frame) => {
    const value = start(input, frame)
    return Array.isArray(value) && frame.run.isWhole(value) ? walk([value], frame) : walk(value, frame)
  }
}

function walker(readers: readonly Reader[], seal: Seal): Evaluate {
  const last = readers.length - 1
  return (input, frame) => {
    let value = input
    for (let index = 0; index <= last; index++) {
      if (typeof value !== 'object' || value === null || value instanceof Callable) return undefined
      if (Array.isArray(value)) return fromArray(value, readers, index, seal, frame)
      value = readers[index]!(value)
    }
    return value
  }
}

/** What has been found below an array: the last step's results, the arrays among them flattened, unless there is one only. */
interface Findings {
  readonly items: unknown[]
  count: number
  only: unknown
}

function fromArray(array: readonly unknown[], readers: readonly Reader[], index: number, seal: Seal, frame: Frame): unknown {
  const findings: Findings = { items: [], count: 0, only: undefined }
  if (frame.run.isWhole(array as unknown[])) find(array, readers, index, findings, frame)
  else for (let at = 0; at < array.length; at++) find(array[at], readers, index, findings, frame)
  return findings.count === 1 && Array.isArray(findings.only) ? findings.only : seal(findings.items)
}

function find(item: unknown, readers: readonly Reader[], index: number, findings: Findings, frame: Frame): void {
  if (typeof item !== 'object' || item === null || item instanceof Callable) return
  const value = Array.isArray(item) ? gather(item, readers[index]!) : readers[index]!(item)
  if (value === undefined) return
  if (index === readers.length - 1) addFinding(value, findings, frame)
  else if (value instanceof Sequence) for (const each of value.items) find(each, readers, index + 1, findings, frame)
  else if (Array.isArray(value) && !frame.run.isWhole(value))
    for (let at = 0; at < value.length; at++) find(value[at], readers, index + 1, findings, frame)
  else find(value, readers, index + 1, findings, frame)
}

function addFinding(value: unknown, findings: Findings, frame: Frame): void {
  const { items } = findings
  findings.count++
  findings.only = value
  const inner = value instanceof Sequence ? value.items : Array.isArray(value) && !frame.run.isWhole(value) ? value : undefined
  if (inner === undefined) items.push(value)
  else for (let index = 0; index < inner.length; index++) items.push(inner[index])
}

/** The results of an array inside an array. */
function gather(array: readonly unknown[], read: Reader): unknown {
  const items: unknown[] = []
  collect(array, read, items)
  return items.length > 1 ? new Sequence(items) : items[0]
}

function collect(array: readonly unknown[], read: Reader, items: unknown[]): void {
  for (const item of array) {
    if (typeof item !== 'object' || item === null || item instanceof Callable) continue
    const value = Array.isArray(item) ? undefined : read(item)
    if (Array.isArray(item)) collect(item, read, items)
    else if (Array.isArray(value)) for (const each of value) items.push(each)
    else if (value !== undefined) items.push(value)
  }
}
