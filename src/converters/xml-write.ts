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
  const [declarations, own] = attributesOf(node)
  const scope = new Scope(outer, declarations)
  const [first] = own
  // what the first attribute needs comes before what the element declares itself
  const start = (first ? scope.needed(first) : '') + scope.declared()
  const written = own.map(each => scope.needed(each) + attribute(each.nodeName, each.nodeValue ?? ''))
  const tag = node.nodeName + start + written.join('') + scope.needed(node)
  const content = children(node, scope.bound)
  return content === '' ? `<${tag}/>` : `<${tag}>${content}</${node.nodeName}>`
}

/** The namespaces that an element declares by their prefixes, and its other attributes, both in order of their names. */
function attributesOf(node: DomNode): [declarations: Bindings, own: DomNode[]] {
  const all = Array.from(node.attributes ?? []).sort((a, b) => (a.nodeName < b.nodeName ? -1 : 1))
  const isDeclaration = (each: DomNode) => each.namespaceURI === XML_NAMESPACES
  const declarations = all.filter(isDeclaration).map(each => [each.nodeName.slice('xmlns:'.length), each.nodeValue ?? ''] as const)
  return [new Map(declarations), all.filter(each => !isDeclaration(each))]
}

/** The namespaces within an element, as its tag is written. */
class Scope {
  readonly bound: Map<string, string>
  private readonly declarations: Bindings

  constructor(outer: Bindings, declarations: Bindings) {
    this.bound = new Map(outer)
    this.declarations = declarations
  }

  /** What the element declares, as far as it is not in force already. */
  declared(): string {
    return [...this.declarations].map(([prefix, namespace]) => this.bind(prefix, namespace)).join('')
  }

  /** The declaration that an element or attribute needs and has not. An attribute without prefix is in no namespace. */
  needed({ nodeType, prefix, namespaceURI }: DomNode): string {
    const isFree = prefix === 'xml' || (nodeType === ATTRIBUTE && !prefix) || this.declarations.has(prefix ?? '')
    return isFree ? '' : this.bind(prefix ?? '', namespaceURI ?? '')
  }

  private bind(prefix: string, namespace: string): string {
    if ((this.bound.get(prefix) ?? '') === namespace) return ''
    this.bound.set(prefix, namespace)
    return attribute(prefix === '' ? 'xmlns' : `xmlns:${prefix}`, namespace)
  }
}

function attribute(name: string, value: string): string {
  return ` ${name}="${value.replaceAll(/[&<>"\r\n\t]/g, char => ATTRIBUTE_ESCAPES[char]!)}"`
}
