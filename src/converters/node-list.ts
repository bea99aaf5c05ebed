import { javaClassOf } from './java-class.ts'
import { type DomNode, isNode, NODE_LIST } from './xml.ts'

/** Whether a value is what XPath gives for several nodes: to Java no list, but an object. */
export function isNodeList(value: unknown): boolean {
  return Array.isArray(value) && javaClassOf(value) === NODE_LIST
}

/** The nodes of a list of DOM nodes, as XPath gives it; `undefined` for any other value. */
export function nodesOf(value: unknown): readonly DomNode[] | undefined {
  if (!Array.isArray(value)) return undefined
  return (value.length === 0 ? javaClassOf(value) === NODE_LIST : value.every(isNode)) ? value : undefined
}
