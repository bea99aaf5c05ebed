import type { Node } from './ast.ts'
import { negated, operatorOf } from './operators.ts'
import { indexValue } from './paths.ts'
import { fault, isTruthy, toJson, typeOf } from './values.ts'

/** A filter that gives exactly one output, made of its input alone. */
export type Single = (input: unknown) => unknown

/** The filter as a function, where it is one: so most filters inside of others need not hand their output on. Made once. */
export function singleOf(node: Node): Single | undefined {
  if (node.single === undefined) node.single = compile(node) ?? null
  return node.single ?? undefined
}

function compile(node: Node): Single | undefined {
  switch (node.kind) {
    case 'identity':
      return input => input
    case 'literal':
      return () => node.value
    case 'index':
      return node.key.kind === 'literal' ? member(singleOf(node.target), node.key.value) : undefined
    case 'negate':
      return then(singleOf(node.operand), negated)
    case 'pipe':
      return then(singleOf(node.left), singleOf(node.right))
    case 'binary':
      return binary(node.operator, singleOf(node.left), singleOf(node.right))
    case 'and':
    case 'or':
      return logic(node.kind === 'or', singleOf(node.left), singleOf(node.right))
    default:
      return undefined
  }
}

function member(target: Single | undefined, key: unknown): Single | undefined {
  return target && (input => indexOrNoInput(target(input), key))
}

function then(first: Single | undefined, second: Single | undefined): Single | undefined {
  return first && second && (input => second(first(input)))
}

/** The right side comes first, as its failure does. */
function binary(operator: string, left: Single | undefined, right: Single | undefined): Single | undefined {
  const compute = operatorOf(operator)
  if (!(left && right)) return undefined
  return input => {
    const second = right(input)
    return compute(left(input), second)
  }
}

function logic(decided: boolean, left: Single | undefined, right: Single | undefined): Single | undefined {
  return left && right && (input => (isTruthy(left(input)) === decided ? decided : isTruthy(right(input))))
}

export function indexOrNoInput(target: unknown, key: unknown): unknown {
  return target === undefined ? noInput(key) : indexValue(target, key)
}

function noInput(key: unknown): never {
  throw fault(`Cannot index null with ${typeOf(key)} ${toJson(key)}`)
}
