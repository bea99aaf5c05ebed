import type { Token } from './tokens.ts'

interface NodeBase {
  readonly token: Token
}

/** Text outside functions and quotation marks, or inside a function. */
export interface LiteralNode extends NodeBase {
  readonly kind: 'literal'
  text: string
}

/** `${…}`, or what stands in quotation marks. */
export interface BlockNode extends NodeBase {
  readonly kind: 'function' | 'single' | 'double'
  readonly children: Node[]
}

export interface EndNode extends NodeBase {
  readonly kind: 'end'
}

export interface ValueNode extends NodeBase {
  readonly kind: 'number' | 'boolean' | 'null'
  readonly text: string
}

export interface UnaryNode extends NodeBase {
  readonly kind: 'unary'
  left?: Node
}

export interface BinaryNode extends NodeBase {
  readonly kind: 'binary' | 'logical' | 'elvis'
  left?: Node
  right?: Node
}

export interface ChainNode extends NodeBase {
  readonly kind: 'chain'
  left?: Node
  readonly right: Node[]
}

/** Either sign of a ternary; the `?` gets the three parts. */
export interface TernaryNode extends NodeBase {
  readonly kind: 'ternary'
  parts?: readonly [condition: Node, yes: Node, no: Node]
}

/** `$name := …` or `$name ~:= …` of an init block. */
export interface InitNode extends NodeBase {
  readonly kind: 'init'
  left?: Node
  right?: Node
}

/** Several nodes in a row, of an init block. */
export interface GroupNode extends NodeBase {
  readonly kind: 'group'
  children: Node[]
}

export type Node = LiteralNode | BlockNode | EndNode | ValueNode | UnaryNode | BinaryNode | ChainNode | TernaryNode | InitNode | GroupNode

/** The text of a node as Camel puts it together again: what a function that holds other functions is read from once more. */
export function nodeText(node: Node): string {
  switch (node.kind) {
    case 'literal':
    case 'number':
    case 'boolean':
    case 'null':
      return node.text
    case 'function':
      return `\${${node.children.map(nodeText).join('')}}`
    case 'single':
      return `'${node.children.map(nodeText).join('')}'`
    case 'double':
      return `"${node.children.map(nodeText).join('')}"`
    case 'group':
      return node.children.map(nodeText).join('')
    case 'ternary':
      return node.parts === undefined
        ? 'null ? null : null'
        : `${nodeText(node.parts[0])} ? ${nodeText(node.parts[1])} : ${nodeText(node.parts[2])}`
    case 'unary':
      return `${node.left === undefined ? '' : nodeText(node.left)}${node.token.text}`
    case 'chain':
      return [node.left, ...node.right].map(each => (each === undefined ? 'null' : nodeText(each))).join(` ${node.token.text} `)
    case 'end':
      return node.token.text
    default:
      return `${node.left === undefined ? 'null' : nodeText(node.left)} ${node.token.text} ${node.right === undefined ? 'null' : nodeText(node.right)}`
  }
}
