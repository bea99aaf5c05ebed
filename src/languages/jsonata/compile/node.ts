import type { Node } from '../ast.ts'
import { fault } from '../fault.ts'
import { lookupWith, propertyReader } from '../lookup.ts'
import type { Plan } from '../plan.ts'
import type { Evaluate } from '../values.ts'
import { compileApply } from './apply.ts'
import { compileArray } from './array.ts'
import { compileCall } from './call.ts'
import { withFilters } from './filter.ts'
import { finishing } from './finish.ts'
import { compileGroup } from './group.ts'
import { compileLambda } from './lambda.ts'
import { compileBinary, compileNegation } from './operators.ts'
import { compilePartial } from './partial.ts'
import { compilePath } from './path.ts'
import { Scope } from './scope.ts'
import { compileBind, compileBlock, compileCondition, compileLiteral, compileParent, compileRegex, compileVariable } from './simple.ts'
import { compileTransform } from './transform.ts'
import { compileDescendant, compileWildcard } from './wildcard.ts'

type Compiler = (node: Node, scope: Scope, plain: boolean) => Evaluate

const COMPILERS: Readonly<Record<string, Compiler>> = {
  apply: compileApply,
  binary: compileBinary,
  bind: compileBind,
  block: compileBlock,
  condition: compileCondition,
  descendant: compileDescendant,
  function: compileCall,
  lambda: compileLambda,
  name: compileName,
  number: compileLiteral,
  parent: compileParent,
  partial: compilePartial,
  path: compilePath,
  regex: compileRegex,
  string: compileLiteral,
  transform: compileTransform,
  unary: compileUnary,
  value: compileLiteral,
  variable: compileVariable,
  wildcard: compileWildcard,
}

/** Compiles a tree into a function of the input. All that can be decided without a message is decided here. */
export function compileTree(tree: Node, plan: Plan): Evaluate {
  return new Scope(plan, compileNode).compile(tree, true)
}

function compileNode(node: Node, scope: Scope, plain: boolean): Evaluate {
  const compiler = COMPILERS[node.type]
  if (compiler === undefined) throw fault('S0206', { token: node.type, position: node.position })
  const final = node.predicate === undefined && (node.group === undefined || node.type === 'path')
  let evaluate = compiler(node, final ? scope : scope.withoutTails(), plain && final && node.group === undefined)
  if (node.predicate !== undefined) evaluate = withFilters(evaluate, node.predicate, scope)
  if (node.group !== undefined && node.type !== 'path') evaluate = grouped(evaluate, node, scope, plain)
  return finishing(evaluate, node, scope, plain)
}

function grouped(evaluate: Evaluate, node: Node, scope: Scope, plain: boolean): Evaluate {
  const group = compileGroup(node.group!, scope, plain)
  return (input, frame) => group(evaluate(input, frame), frame)
}

function compileName(node: Node): Evaluate {
  const read = propertyReader(String(node.value))
  return input => lookupWith(input, read)
}

function compileUnary(node: Node, scope: Scope, plain: boolean): Evaluate {
  if (node.value === '-') return compileNegation(node, scope)
  if (node.value === '[') return compileArray(node, scope, plain)
  return compileGroup({ lhs: node.lhs as never, ...(node.position === undefined ? {} : { position: node.position }) }, scope, plain)
}
