import { errors } from '../core/errors.ts'
import { javaClassOf } from './java-class.ts'
import { ATTRIBUTE, CDATA, type DomNode, ELEMENT, NODE_LIST, TEXT } from './xml.ts'
import { serializeXml } from './xml-write.ts'

/** The text of a node, as Camel's converter reads it: of a text the text itself with those behind it, of an attribute nothing, else its XML. */
export function nodeText(node: DomNode): string {
  return textOf(node, javaClassOf(node), `[${node.nodeName}: ${node.nodeValue}]`)
}

/** The text of all nodes; where there is none, what is in them without tags, which is how attributes give their values. */
export function nodesText(nodes: readonly DomNode[]): string {
  const text = nodes.map(node => textOf(node, NODE_LIST, `${NODE_LIST}@1`)).join('')
  return text === '' ? nodes.map(contentOf).join('') : text
}

function textOf(node: DomNode, from: string, value: string): string {
  if (isText(node)) return wholeText(node, from, value)
  return node.nodeType === ATTRIBUTE ? '' : serializeXml(node)
}

function isText(node: DomNode): boolean {
  return node.nodeType === TEXT || node.nodeType === CDATA
}

function wholeText(node: DomNode, from: string, value: string): string {
  let text = ''
  for (let each: DomNode | null = node; each; each = each.nextSibling) {
    if (!isText(each)) throw errors.KF_EXPR_CONVERSION_FAILED({ from, to: 'java.lang.String', value, reason: NO_TEXT })
    text += each.nodeValue ?? ''
  }
  return text
}

const NO_TEXT =
  'java.lang.ClassCastException: class com.sun.org.apache.xerces.internal.dom.DeferredElementNSImpl cannot be cast to class org.w3c.dom.Text ' +
  "(com.sun.org.apache.xerces.internal.dom.DeferredElementNSImpl and org.w3c.dom.Text are in module java.xml of loader 'bootstrap')"

function contentOf(node: DomNode): string {
  return isText(node) || node.nodeType === ATTRIBUTE || node.nodeType === ELEMENT ? (node.textContent ?? '') : ''
}
