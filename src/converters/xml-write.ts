import { ATTRIBUTE, CDATA, DOCUMENT, type DomNode, ELEMENT, INSTRUCTION, TEXT } from './xml.ts'

/** Prefixes and the namespaces that they stand for at a place. */
type Bindings = ReadonlyMap<string, string>

const TEXT_ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;' }
const ATTRIBUTE_ESCAPES: Readonly<Record<string, string>> = { ...TEXT_ESCAPES, '"': '&quot;', '\n': '&#10;', '\t': '&#9;' }
const XML_NAMESPACES = 'http://www.w3.org/2000/xmlns/'

/**
 * The XML of a node, without declaration, as Java's transformer writes it: attributes in order of their names, empty elements closed in
 * one tag, the namespaces declared that an element uses. An attribute gives its value.
 */
export function serializeXml(node: DomNode): string {
  return node.nodeType === ATTRIBUTE ? (node.nodeValue ?? '') : write(node, new Map([['xml', 'http://www.w3.org/XML/1998/namespace']]))
}

function write(node: DomNode, bound: Bindings): string {
  switch (node.nodeType) {
    case ELEMENT:
      return element(node, bound)
    case TEXT:
      return (node.nodeValue ?? '').replaceAll(/[&<>\r]/g, char => TEXT_ESCAPES[char]!)
    case CDATA:
      return `<![CDATA[${node.nodeValue}]]>`
    case INSTRUCTION:
      return node.nodeName === 'xml' ? '' : `<?${node.nodeName} ${node.nodeValue}?>`
    default:
      return node.nodeType === DOCUMENT ? children(node, bound).trim() : children(node, bound)
  }
}

function children(node: DomNode, bound: Bindings): string {
  let text = ''
  for (let child = node.firstChild; child; child = child.nextSibling) text += write(child, bound)
  return text
}

function element(node: DomNode, outer: Bindings): string {
  const all = Array.from(node.attributes ?? [])
  const own = all.filter(each => each.namespaceURI !== XML_NAMESPACES)
  const declared = new Map(
    all
      .filter(each => each.namespaceURI === XML_NAMESPACES)
      .map(each => [each.nodeName === 'xmlns' ? '' : each.nodeName.slice(6), each.nodeValue ?? '']),
  )
  for (const each of [node, ...own.filter(({ prefix }) => prefix)]) {
    const [prefix, namespace] = [each.prefix ?? '', each.namespaceURI ?? '']
    if ((declared.get(prefix) ?? outer.get(prefix) ?? '') !== namespace && prefix !== 'xml') declared.set(prefix, namespace)
  }
  const needed = [...declared].filter(
    ([prefix, namespace]) => outer.get(prefix) !== namespace && !(prefix === '' && namespace === '' && !outer.get('')),
  )
  const parts = [
    ...needed
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([prefix, namespace]) => attribute(prefix === '' ? 'xmlns' : `xmlns:${prefix}`, namespace)),
    ...own.sort((a, b) => (a.nodeName < b.nodeName ? -1 : 1)).map(each => attribute(each.nodeName, each.nodeValue ?? '')),
  ]
  const content = children(node, new Map([...outer, ...declared]))
  const tag = `${node.nodeName}${parts.join('')}`
  return content === '' ? `<${tag}/>` : `<${tag}>${content}</${node.nodeName}>`
}

function attribute(name: string, value: string): string {
  return ` ${name}="${value.replaceAll(/[&<>"\r\n\t]/g, char => ATTRIBUTE_ESCAPES[char]!)}"`
}
