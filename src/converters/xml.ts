import { createRequire } from 'node:module'
import { errors, isKafilaError } from '../core/errors.ts'
import { type Charset, charsetNamed, findCharset } from './charset.ts'
import { xmlFault } from './xml-fault.ts'

/** A DOM node, as far as converters and languages look at it (`@xmldom/xmldom`'s classes have it). */
export interface DomNode {
  readonly nodeType: number
  readonly nodeName: string
  readonly nodeValue: string | null
  readonly textContent: string | null
  readonly parentNode: DomNode | null
  readonly firstChild: DomNode | null
  readonly nextSibling: DomNode | null
  readonly previousSibling: DomNode | null
  readonly namespaceURI?: string | null
  readonly prefix?: string | null
  readonly ownerDocument?: DomNode | null
  readonly attributes?: ArrayLike<DomNode> | null
}

interface WritableDocument extends DomNode {
  importNode(node: DomNode, deep: boolean): DomNode
  appendChild(node: DomNode): void
}

export const ELEMENT = 1
export const ATTRIBUTE = 2
export const TEXT = 3
export const CDATA = 4
export const INSTRUCTION = 7
export const COMMENT = 8
export const DOCUMENT = 9

const load = createRequire(import.meta.url)
let library: typeof import('@xmldom/xmldom') | undefined

/** The XML library; loaded by the first document. */
export function xmldom(): typeof import('@xmldom/xmldom') {
  library ??= load('@xmldom/xmldom') as typeof import('@xmldom/xmldom')
  return library
}

/** Whether a value is a DOM node. */
export function isNode(value: unknown): value is DomNode {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof (value as DomNode).nodeType === 'number' &&
    typeof (value as DomNode).nodeName === 'string'
  )
}

/** The Java class by which a list of nodes is marked: its text is the XML of all of them. */
export const NODE_LIST = 'com.sun.org.apache.xml.internal.dtm.ref.DTMNodeList'

/** A document without anything in it. */
export function emptyDocument(): DomNode {
  return new (xmldom().DOMImplementation)().createDocument(null, '') as unknown as DomNode
}

/** A document whose only content is a copy of an element; other nodes stay what they are. */
export function documentOf(node: DomNode): DomNode {
  if (node.nodeType !== ELEMENT) return node
  const document = emptyDocument() as WritableDocument
  document.appendChild(document.importNode(node, true))
  return document
}

/**
 * Reads an XML document; text that is none is Java's `SAXParseException`. A DOCTYPE is refused, so there are no entities but the five
 * and nothing is ever loaded. Comments are left out, as in Camel.
 */
export function parseXml(text: string): DomNode {
  const source = text.replace(/^\uFEFF/, '')
  checkForm(source)
  const problems: string[] = []
  const parser = new (xmldom().DOMParser)({ onError: (_level, message) => problems.push(String(message)) })
  try {
    const document = parser.parseFromString(source, 'text/xml') as unknown as DomNode
    if (problems.length > 0) throw saxError(xmlFault(source) ?? problems[0]!)
    dropComments(document)
    dropOuterBlanks(document)
    return document
  } catch (error) {
    throw isKafilaError(error) ? error : saxError(xmlFault(source) ?? (error as Error).message, error)
  }
}

/** What the parser would let pass. */
function checkForm(source: string): void {
  if (source.trim() === '') throw saxError('Premature end of file.')
  if (!/^\s*</.test(source)) throw saxError('Content is not allowed in prolog.')
  const markup = source.replaceAll(/<!\[CDATA\[[\s\S]*?\]\]>|<!--[\s\S]*?-->|<\?[\s\S]*?\?>/g, '')
  if (/<!DOCTYPE/.test(markup))
    throw saxError('DOCTYPE is disallowed when the feature "http://apache.org/xml/features/disallow-doctype-decl" set to true.')
  if (/&(?!#\d+;|#x[0-9a-fA-F]+;|[A-Za-z_:][\w:.-]*;)|&#0+;|&#x0+;/.test(markup))
    throw saxError(xmlFault(source) ?? "The entity name must immediately follow the '&' in the entity reference.")
  const fault = markup.includes(']]>') ? xmlFault(source) : undefined
  if (fault !== undefined) throw saxError(fault)
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(markup)) throw saxError(xmlFault(source) ?? 'An invalid XML character was found.')
}

function dropComments(node: DomNode): void {
  for (let child = node.firstChild; child; ) {
    const next: DomNode | null = child.nextSibling
    if (child.nodeType === COMMENT) (node as unknown as { removeChild(child: DomNode): void }).removeChild(child)
    else dropComments(child)
    child = next
  }
}

/** White space around the root element is no part of the document. */
function dropOuterBlanks(document: DomNode): void {
  for (let child = document.firstChild; child; ) {
    const next: DomNode | null = child.nextSibling
    if (child.nodeType === TEXT) (document as unknown as { removeChild(child: DomNode): void }).removeChild(child)
    child = next
  }
}

function saxError(reason: string, cause?: unknown): Error {
  return errors.KF_EXPR_CONVERTER({ reason }, { type: 'org.xml.sax.SAXParseException', cause })
}

/** How XML in bytes is encoded: by its byte order mark or declaration, else UTF-8. */
export function xmlCharset(bytes: Buffer): Charset {
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return charsetNamed('utf-16be')
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return charsetNamed('utf-16le')
  const declared = /^<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)["']/.exec(bytes.toString('latin1', 0, 200))?.[1]
  return (declared === undefined ? undefined : findCharset(declared)) ?? charsetNamed('utf-8')
}

/** The characters of XML in bytes, without a byte order mark. */
export function decodeXml(bytes: Buffer): string {
  return xmlCharset(bytes)
    .decode(bytes)
    .replace(/^\uFEFF/, '')
}
