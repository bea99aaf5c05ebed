import type { Node } from '../ast.ts'
import { asFault, fault } from '../fault.ts'
import { isDeepEqual, isNumeric, unboxed } from '../kinds.ts'
import { toText } from '../text.ts'
import type { Evaluate } from '../values.ts'
import { compileComparison } from './comparison.ts'
import { sealFor } from './finish.ts'
import type { Scope } from './scope.ts'
import { holds } from './simple.ts'

type Operator = (node: Node, scope: Scope) => Evaluate

const OPERATORS: Readonly<Record<string, Operator>> = {
  '+': arithmetic((left, right) => left + right),
  '-': arithmetic((left, right) => left - right),
  '*': arithmetic((left, right) => left * right),
  '/': arithmetic((left, right) => left / right),
  '%': arithmetic((left, right) => left % right),
  '=': equality(true),
  '!=': equality(false),
  '<': compileComparison,
  '<=': compileComparison,
  '>': compileComparison,
  '>=': compileComparison,
  '&': compileConcat,
  in: compileIn,
  '..': compileRange,
  and: logic(true),
  or: logic(false),
}

/** `a + b`, `a and b`, `[a..b]` … */
export function compileBinary(node: Node, scope: Scope): Evaluate {
  return OPERATORS[String(node.value)]!(node, scope)
}

function operands(node: Node, scope: Scope): [left: Evaluate, right: Evaluate] {
  return [scope.compile(node.lhs as Node, true), scope.compile(node.rhs!, true)]
}

function arithmetic(compute: (left: number, right: number) => number): Operator {
  return (node, scope) => {
    const [left, right] = operands(node, scope)
    return (input, frame) => {
      const one = left(input, frame)
      const other = right(input, frame)
      // Both are finite then.
      if (typeof one === 'number' && typeof other === 'number' && one - one === 0 && other - other === 0) return compute(one, other)
      return computeChecked(one, other, compute, node)
    }
  }
}

function computeChecked(left: unknown, right: unknown, compute: (left: number, right: number) => number, node: Node): unknown {
  const one = operand(left, 'T2001', node)
  const other = operand(right, 'T2002', node)
  return one === undefined || other === undefined ? undefined : compute(one, other)
}

/** A number, or nothing. */
function operand(value: unknown, code: string, node: Node): number | undefined {
  const plain = unboxed(value)
  if (plain === undefined || located(node, () => isNumeric(plain))) return plain as number | undefined
  throw fault(code, { value, position: node.position, token: String(node.value) })
}

/** A failure inside an operator happened there. */
function located<T>(node: Node, compute: () => T): T {
  try {
    return compute()
  } catch (thrown) {
    throw placeAt(thrown, node)
  }
}

function placeAt(thrown: unknown, node: Node) {
  const placed = asFault(thrown)
  placed.position = node.position
  placed.token = String(node.value)
  return placed
}

/** `-a` */
export function compileNegation(node: Node, scope: Scope): Evaluate {
  const evaluate = scope.compile(node.expression!, true)
  return (input, frame) => {
    const value = unboxed(evaluate(input, frame))
    if (value === undefined) return undefined
    if (isNumeric(value)) return -value
    throw fault('D1002', { value, position: node.position, token: String(node.value) })
  }
}

function equality(equal: boolean): Operator {
  return (node, scope) => {
    const [left, right] = operands(node, scope)
    return (input, frame) => {
      const one = left(input, frame)
      const other = right(input, frame)
      if (one === undefined || other === undefined) return false
      if (one === other) return equal
      return isDeepEqual(one, other) === equal
    }
  }
}

function logic(all: boolean): Operator {
  return (node, scope) => {
    const [left, right] = operands(node, scope)
    return (input, frame) => {
      const one = left(input, frame)
      try {
        return holds(one) === all ? holds(right(input, frame)) : !all
      } catch (thrown) {
        throw placeAt(thrown, node)
      }
    }
  }
}

function compileConcat(node: Node, scope: Scope): Evaluate {
  const [left, right] = operands(node, scope)
  return (input, frame) => {
    const one = left(input, frame)
    const other = right(input, frame)
    if (typeof one === 'string' && typeof other === 'string') return one + other
    return located(node, () => textOr(one) + textOr(other))
  }
}

function textOr(value: unknown): string {
  return value === undefined ? '' : toText(value)
}

function compileIn(node: Node, scope: Scope): Evaluate {
  const [left, right] = operands(node, scope)
  return (input, frame) => {
    const one = unboxed(left(input, frame))
    const other = right(input, frame)
    if (one === undefined || other === undefined) return false
    return Array.isArray(other) ? other.some(item => unboxed(item) === one) : unboxed(other) === one
  }
}

/** The largest number of items that the language allows. */
const MAX_RANGE = 1e7

function compileRange(node: Node, scope: Scope): Evaluate {
  const [left, right] = operands(node, scope)
  const seal = sealFor(scope)
  return (input, frame) => {
    const from = bound(left(input, frame), 'T2003', node)
    const to = bound(right(input, frame), 'T2004', node)
    if (from === undefined || to === undefined || from > to) return undefined
    const size = to - from + 1
    if (size > MAX_RANGE) throw fault('D2014', { value: size, position: node.position, token: '..' })
    if (size > frame.run.limits.sequence) throw fault('D2015', { value: size, position: node.position, token: '..' })
    const items = new Array<number>(size)
    for (let index = 0; index < size; index++) items[index] = from + index
    return seal(items)
  }
}

function bound(value: unknown, code: string, node: Node): number | undefined {
  const plain = unboxed(value)
  if (plain === undefined || Number.isInteger(plain)) return plain as number | undefined
  throw fault(code, { value, position: node.position, token: '..' })
}
