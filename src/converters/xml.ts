import { createRequire } from 'node:module'
import { errors } from '../core/errors.ts'

/** A DOM node, as far as converters and languages look at it (`@xmldom/xmldom`'s classes have it). */
export interface DomNode {
  readonly nodeType: number
  readonly nodeName: string
  readonly nodeValue: string | null
  readonly textContent: string | null
  readonly parentNode: DomNode | null
  readonly firstChild: DomNode | null
  readonly nextSibling: DomNode | null
}

const load = createRequire(import.meta.url)
let library: typeof import('@xmldom/xmldom') | undefined

function xmldom(): typeof import('@xmldom/xmldom') {
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

/** Reads an XML document; text that is none is Java's `SAXParseException`. External entities and DTDs are never loaded. */
export function parseXml(text: string): DomNode {
  const trimmed = text.replace(/^\uFEFF/, '')
  if (trimmed === '') throw saxError('Premature end of file.')
  if (!/^\s*</.test(trimmed)) throw saxError('Content is not allowed in prolog.')
  const problems: string[] = []
  try {
    const parser = new (xmldom().DOMParser)({ onError: (level, message) => level !== 'warning' && problems.push(String(message)) })
    const document = parser.parseFromString(trimmed, 'text/xml')
    if (problems.length > 0) throw saxError(problems[0]!)
    return document as unknown as DomNode
  } catch (error) {
    throw error instanceof Error && 'code' in error && 'type' in error ? error : saxError((error as Error).message, error)
  }
}

function saxError(reason: string, cause?: unknown): Error {
  return errors.KF_EXPR_CONVERTER({ reason }, { type: 'org.xml.sax.SAXParseException', cause })
}

/** The XML of a node, without declaration, as Camel's converter writes it. */
export function serializeXml(node: DomNode): string {
  if (node.nodeType === 2) return node.nodeValue ?? ''
  const text = new (xmldom().XMLSerializer)().serializeToString(node as never)
  return text.replace(/^<\?xml[^>]*\?>\s*/, '')
}
