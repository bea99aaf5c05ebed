import type { BinaryNode, ChainNode, Node, TernaryNode, UnaryNode } from './nodes.ts'

/** Reports a mistake at a node; never returns. */
export type Fail = (reason: string, offset: number, said?: string) => never

/** Puts what stands between start and end of functions and quotation marks into them. */
export function nestBlocks(nodes: readonly Node[], fail: Fail): Node[] {
  const result: Node[] = []
  const open: Extract<Node, { kind: 'function' | 'single' | 'double' }>[] = []
  const add = (node: Node) => {
    const block = open.at(-1)
    if (block === undefined) result.push(node)
    else if (accepts(block.kind, node)) block.children.push(node)
    else refuse(block, node)
  }
  const refuse = (block: Node, { token }: Node) => {
    const holder = block.kind === 'function' ? 'a function' : 'a quoted text'
    fail(`${holder} cannot hold \`${token.text}\``, token.index, `${block.token.text} cannot accept ${token.text}`)
  }
  for (const node of nodes) {
    if (node.kind === 'function' || node.kind === 'single' || node.kind === 'double') open.push(node)
    else if (node.kind !== 'end') add(node)
    else add(open.pop() ?? fail(`\`${node.token.text}\` has no matching start`, node.token.index))
  }
  return result
}

function accepts(block: string, node: Node): boolean {
  return block !== 'function' || ['literal', 'function', 'single', 'double', 'ternary'].includes(node.kind)
}

/** Gives `++` and `--` the function before them. */
export function joinUnary(nodes: readonly Node[], fail: Fail): Node[] {
  const result: Node[] = []
  for (const node of nodes) {
    if (node.kind === 'unary')
      (node as UnaryNode).left = result.pop() ?? fail(`\`${node.token.text}\` has nothing on its left`, node.token.index)
    result.push(node)
  }
  return result
}

/** Gives each chain its links: several chains in a row become the first of them. */
export function joinChains(nodes: readonly Node[], fail: Fail): Node[] {
  const result: Node[] = []
  let left: Node | undefined
  for (let i = 0; i < nodes.length; i++) {
    const node = nodes[i]!
    left ??= nodes[i - 1]
    if (node.kind !== 'chain') {
      left = undefined
      result.push(node)
      continue
    }
    left = link(node, left, nodes[i + 1], result, fail)
    i++
  }
  return result
}

function link(chain: ChainNode, left: Node | undefined, right: Node | undefined, result: Node[], fail: Fail): Node {
  if (left === undefined) fail(`\`${chain.token.text}\` has nothing on its left`, chain.token.index)
  if (right === undefined) fail(`\`${chain.token.text}\` has nothing on its right`, chain.token.index)
  if (left.kind === 'chain') {
    left.right.push(right)
    return left
  }
  chain.left = left
  chain.right.push(right)
  result.pop()
  result.push(chain)
  return chain
}

/** Gives operators of this kind what stands on both sides; from left to right, so `a || b && c` is `(a || b) && c`. */
export function joinPairs(nodes: readonly Node[], kind: BinaryNode['kind'], fail: Fail): Node[] {
  const result: Node[] = []
  let left: Node | undefined
  for (let i = 0; i < nodes.length; i++) {
    const node = nodes[i]!
    left ??= nodes[i - 1]
    if (node.kind !== kind) {
      left = undefined
      result.push(node)
      continue
    }
    left = pair(node as BinaryNode, left, nodes[i + 1], fail)
    result.pop()
    result.push(left)
    i++
  }
  return result
}

function pair(node: BinaryNode, left: Node | undefined, right: Node | undefined, fail: Fail): BinaryNode {
  const operator = `\`${node.token.text}\``
  if (left === undefined) fail(`${operator} has nothing on its left`, node.token.index)
  if (node.kind === 'logical' && !isCondition(left))
    fail(`${operator} needs a comparison on its left, such as \${body} == 'x'`, node.token.index)
  if (right === undefined) fail(`${operator} has nothing on its right`, node.token.index)
  if (node.kind === 'logical' && !isCondition(right))
    fail(`${operator} needs a comparison on its right, such as \${body} == 'x'`, node.token.index)
  node.left = left
  node.right = right
  return node
}

function isCondition(node: Node): boolean {
  return node.kind === 'binary' || node.kind === 'logical'
}

/** Gives each `?` its condition and values. */
export function joinTernaries(nodes: readonly Node[], fail: Fail): Node[] {
  const result: Node[] = []
  for (let i = 0; i < nodes.length; i++) {
    const node = nodes[i]!
    if (node.kind !== 'ternary' || node.token.text !== '?') {
      result.push(node)
      continue
    }
    const at = node.token.index
    const condition = result.pop() ?? fail('`?` has no condition', at)
    const yes = nodes[++i] ?? fail('`?` has no value', at)
    const colon = nodes[++i] ?? fail('`?` has no `:`', at)
    if (colon.kind !== 'ternary' || colon.token.text !== ':') fail('`?` must be followed by `:`', at)
    const no = nodes[++i] ?? fail('`:` has no value', at)
    ;(node as TernaryNode).parts = [condition, yes, no]
    result.push(node)
  }
  return result
}
