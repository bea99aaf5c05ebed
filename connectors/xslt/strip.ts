import { attributesOf, childrenOf, ELEMENT, isText, type Node } from './dom.ts'
import type { Stylesheet } from './stylesheet.ts'

/** The source without the white space that the stylesheet leaves out; a copy where something is left out. */
export function stripSource(document: Node, { stripped, preserved }: Stylesheet): Node {
  if (stripped.size === 0) return document
  const copy = document.cloneNode(true)
  strip(copy, name => (stripped.has(name) || stripped.has('*')) && !preserved.has(name))
  return copy
}

function strip(node: Node, applies: (name: string) => boolean): void {
  const here = node.nodeType === ELEMENT && applies(node.nodeName) && !keepsSpace(node)
  for (const child of childrenOf(node)) {
    if (child.nodeType === ELEMENT) strip(child, applies)
    else if (here && isText(child) && (child.nodeValue ?? '').trim() === '') node.removeChild(child)
  }
}

function keepsSpace(element: Node): boolean {
  return attributesOf(element).some(each => each.nodeName === 'xml:space' && each.nodeValue === 'preserve')
}
