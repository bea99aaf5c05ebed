import type { Node } from './ast.ts'

/** What must be known of a whole expression before its parts are compiled. */
export interface Plan {
  /** Variables that are read. */
  readonly used: ReadonlySet<string>
  /** Variables that are bound somewhere in the expression, or given from outside: they may hide a built-in function. */
  readonly bound: ReadonlySet<string>
  /** Text of the expression may be evaluated while it runs: everything is looked up by name. */
  readonly dynamic: boolean
  /** A sequence that was stored may have to be told from an array later. */
  readonly tracking: boolean
  /** That goes for sequences of two and more, too. */
  readonly marking: boolean
}

/** Built-in functions that give a sequence: called by a higher-order function, it is stored without being looked at. */
const SEQUENCE_FUNCTIONS = new Set(['keys', 'lookup', 'map', 'filter', 'each', 'spread', 'match', 'distinct'])

/** Reads a plan off the tree. `given` are the names that are bound from outside. */
export function planOf(tree: Node, given: Iterable<string>, dynamic = false): Plan {
  const survey: Survey = { used: new Set(), bound: new Set(given), keeps: false, stored: false }
  visit(tree, survey)
  const evaluates = dynamic || survey.used.has('eval')
  const marking = evaluates || survey.used.has('distinct')
  return { used: survey.used, bound: survey.bound, dynamic: evaluates, tracking: marking || survey.keeps || survey.stored, marking }
}

interface Survey {
  readonly used: Set<string>
  readonly bound: Set<string>
  keeps: boolean
  stored: boolean
}

function visit(node: Node, survey: Survey): void {
  if (node.keepArray || node.keepSingletonArray) survey.keeps = true
  if (node.focus) survey.bound.add(node.focus)
  if (node.index) survey.bound.add(node.index)
  if (node.type === 'bind') survey.bound.add(String((node.lhs as Node).value))
  if (node.type === 'lambda') for (const parameter of node.arguments ?? []) survey.bound.add(String(parameter.value))
  if (node.type === 'variable') useValue(String(node.value), survey)
  if (node.type === 'transform') survey.used.add('clone')
  for (const stage of node.stages ?? []) if (stage.type === 'index') survey.bound.add(stage.value!)
  if (node.type === 'function' && node.procedure!.type === 'variable') visitCall(node, survey)
  else for (const child of childrenOf(node)) visit(child, survey)
}

function useValue(name: string, survey: Survey): void {
  survey.used.add(name)
  if (SEQUENCE_FUNCTIONS.has(name)) survey.stored = true
}

function visitCall(node: Node, survey: Survey): void {
  survey.used.add(String(node.procedure!.value))
  for (const child of childrenOf(node)) if (child !== node.procedure) visit(child, survey)
}

/** All nodes directly below a node. A tail call's result is not looked at either, so its function counts as a value. */
function childrenOf(node: Node): Node[] {
  const children: Node[] = []
  for (const value of Object.values(node)) collect(value, children)
  if (node.type === 'lambda' && node.thunk) children.push(node.body!.procedure!)
  return children
}

function collect(value: unknown, children: Node[]): void {
  if (typeof value !== 'object' || value === null || value instanceof RegExp) return
  if (Array.isArray(value)) for (const item of value) collect(item, children)
  else if (typeof (value as Node).type === 'string' && (value as Node).type !== 'filter' && (value as Node).type !== 'index')
    children.push(value as Node)
  else for (const inner of Object.values(value)) collect(inner, children)
}

/** Whether a variable is bound in a node itself, so that the block around it needs a frame: not in its blocks or functions. */
export function bindsHere(node: Node): boolean {
  if (node.type === 'bind') return true
  if (node.type === 'block' || node.type === 'lambda') return false
  return childrenOf(node).some(bindsHere)
}
