import type { Node } from '../ast.ts'
import { fault } from '../fault.ts'
import { unboxed } from '../kinds.ts'
import type { Evaluate } from '../values.ts'
import type { Scope } from './scope.ts'

type Compare = (left: number | string, right: number | string) => boolean

const COMPARISONS: Readonly<Record<string, Compare>> = {
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
}

/** `a < b` … of two numbers or two texts; nothing where one side is nothing. */
export function compileComparison(node: Node, scope: Scope): Evaluate {
  const left = scope.compile(node.lhs as Node, true)
  const compare = COMPARISONS[String(node.value)]!
  const limit = (node.rhs as Node).type === 'number' ? (node.rhs as Node).value : undefined
  if (typeof limit === 'number') return compareWith(left, limit, compare, node)
  const right = scope.compile(node.rhs!, true)
  return (input, frame) => {
    const one = left(input, frame)
    const other = right(input, frame)
    if (typeof one === 'number' && typeof other === 'number') return compare(one, other)
    return compareChecked(one, other, compare, node)
  }
}

function compareWith(left: Evaluate, limit: number, compare: Compare, node: Node): Evaluate {
  return (input, frame) => {
    const one = left(input, frame)
    return typeof one === 'number' ? compare(one, limit) : compareChecked(one, limit, compare, node)
  }
}

function compareChecked(left: unknown, right: unknown, compare: Compare, node: Node): boolean | undefined {
  const one = unboxed(left)
  const other = unboxed(right)
  if (!isComparable(one) || !isComparable(other))
    throw fault('T2010', { value: isOrdered(one) ? other : one, position: node.position, token: String(node.value) })
  if (one === undefined || other === undefined) return undefined
  if (typeof one === typeof other) return compare(one, other)
  throw fault('T2009', { value: one, value2: other, position: node.position, token: String(node.value) })
}

function isOrdered(value: unknown): value is number | string {
  return typeof value === 'number' || typeof value === 'string'
}

function isComparable(value: unknown): value is number | string | undefined {
  return value === undefined || isOrdered(value)
}
