import { ATTRIBUTE, CDATA, decodeXml, ELEMENT, TEXT, xmldom } from '../../src/converters/xml.ts'
import { errors } from '../../src/core/errors.ts'

/** A DOM node with what building and walking trees needs (`@xmldom/xmldom`'s classes have it). */
export interface Node {
  readonly nodeType: number
  readonly nodeName: string
  readonly localName: string | null
  readonly prefix: string | null
  readonly namespaceURI: string | null
  nodeValue: string | null
  readonly parentNode: Node | null
  readonly ownerElement?: Node | null
  readonly firstChild: Node | null
  readonly lastChild: Node | null
  readonly nextSibling: Node | null
  readonly previousSibling: Node | null
  readonly ownerDocument: Document | null
  readonly attributes?: ArrayLike<Node> | null
  getAttribute(name: string): string | null
  getAttributeNS(namespace: string | null, name: string): string | null
  hasAttribute(name: string): boolean
  setAttributeNS(namespace: string | null, name: string, value: string): void
  appendChild(node: Node): Node
  removeChild(node: Node): Node
  cloneNode(deep: boolean): Node
}

export interface Document extends Node {
  readonly documentElement: Node | null
  createElementNS(namespace: string | null, name: string): Node
  createTextNode(text: string): Node
  createComment(text: string): Node
  createProcessingInstruction(target: string, data: string): Node
  createDocumentFragment(): Node
  importNode(node: Node, deep: boolean): Node
}

export { ATTRIBUTE, CDATA, COMMENT, DOCUMENT, ELEMENT, INSTRUCTION, TEXT } from '../../src/converters/xml.ts'
export const FRAGMENT = 11

export const XSL = 'http://www.w3.org/1999/XSL/Transform'
export const XMLNS = 'http://www.w3.org/2000/xmlns/'

export function emptyDocument(): Document {
  return new (xmldom().DOMImplementation)().createDocument(null, '') as unknown as Document
}

/** Reads XML with its comments; a DOCTYPE and what it could load is refused. Throws `KF_CONN_XSLT`. */
export function parseDocument(content: string | Uint8Array): Document {
  const text = (typeof content === 'string' ? content : decodeXml(Buffer.from(content))).replace(/^\uFEFF/, '')
  if (!/^\s*</.test(text))
    throw errors.KF_CONN_XSLT({ reason: text.trim() === '' ? 'Premature end of file.' : 'Content is not allowed in prolog.' })
  if (/<!DOCTYPE/.test(text.replaceAll(/<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>/g, '')))
    throw errors.KF_CONN_XSLT({ reason: 'DOCTYPE is disallowed' })
  const problems: string[] = []
  try {
    const parser = new (xmldom().DOMParser)({ onError: (_level, message) => problems.push(String(message)) })
    const document = parser.parseFromString(text, 'text/xml') as unknown as Document
    if (problems.length === 0) return document
  } catch (cause) {
    throw errors.KF_CONN_XSLT({ reason: (cause as Error).message }, { cause })
  }
  throw errors.KF_CONN_XSLT({ reason: problems[0]! })
}

export function childrenOf(node: Node): Node[] {
  const children: Node[] = []
  for (let child = node.firstChild; child !== null; child = child.nextSibling) children.push(child)
  return children
}

export function attributesOf(node: Node): readonly Node[] {
  return node.attributes ? Array.from(node.attributes) : []
}

/** The parent in the sense of XPath: an attribute's is its element. */
export function parentOf(node: Node): Node | null {
  return node.nodeType === ATTRIBUTE ? (node.ownerElement ?? null) : node.parentNode
}

export function isText(node: Node): boolean {
  return node.nodeType === TEXT || node.nodeType === CDATA
}

/** Prefixes in scope at an element, nearest declaration first wins; the default namespace under the empty name. */
export function namespacesAt(element: Node): Map<string, string> {
  const found = new Map<string, string>()
  for (let node: Node | null = element; node !== null && node.nodeType === ELEMENT; node = node.parentNode) {
    for (const attribute of attributesOf(node)) {
      if (attribute.namespaceURI !== XMLNS) continue
      const prefix = attribute.nodeName === 'xmlns' ? '' : (attribute.localName ?? '')
      if (!found.has(prefix)) found.set(prefix, attribute.nodeValue ?? '')
    }
  }
  return found
}
