import { javaClassOf } from './java-class.ts'
import { type DomNode, isNode, NODE_LIST } from './xml.ts'

/** The nodes of a list of DOM nodes, as XPath gives it; `undefined` for any other value. */
export function nodesOf(value: unknown): readonly DomNode[] | undefined {
  if (!Array.isArray(value)) return undefined
  return (value.length === 0 ? javaClassOf(value) === NODE_LIST : value.every(isNode)) ? value : undefined
}
