import { attributesOf, CDATA, COMMENT, childrenOf, ELEMENT, INSTRUCTION, isText, type Node, XMLNS } from './dom.ts'

/** What `xsl:output` says. */
export interface OutputOptions {
  readonly method?: string
  readonly indent?: boolean
  readonly omitDeclaration?: boolean
  readonly encoding?: string
  readonly standalone?: string
  readonly doctypePublic?: string
  readonly doctypeSystem?: string
  /** Names of elements whose text is written as CDATA. */
  readonly cdata: ReadonlySet<string>
}

const VOID = new Set('area base br col embed frame hr img input link meta param source track wbr'.split(' '))

/** Writes a result tree as the JDK's processor does. Without a method it is XML, or HTML where the root is `html`. */
export function serialize(root: Node, options: OutputOptions): string {
  const method = options.method ?? (rootName(root) === 'html' ? 'html' : 'xml')
  if (method === 'text') return textOf(root)
  const html = method === 'html'
  const writer = new Writer({ ...options, indent: options.indent ?? html, html })
  const head = html || options.omitDeclaration ? '' : declaration(options)
  return head + doctype(root, options) + writer.content(root)
}

function rootName(root: Node): string | undefined {
  const element = childrenOf(root).find(child => child.nodeType === ELEMENT)
  return element?.namespaceURI ? undefined : element?.localName?.toLowerCase()
}

function textOf(node: Node): string {
  if (isText(node)) return node.nodeValue ?? ''
  return childrenOf(node).map(textOf).join('')
}

function declaration({ encoding = 'UTF-8', standalone }: OutputOptions): string {
  return `<?xml version="1.0" encoding="${encoding.toUpperCase()}"${standalone === undefined ? '' : ` standalone="${standalone}"`}?>`
}

function doctype(root: Node, { doctypePublic, doctypeSystem }: OutputOptions): string {
  const element = childrenOf(root).find(child => child.nodeType === ELEMENT)
  if (element === undefined || (doctypePublic === undefined && doctypeSystem === undefined)) return ''
  const id = doctypePublic === undefined ? 'SYSTEM' : `PUBLIC "${doctypePublic}"`
  return `<!DOCTYPE ${element.nodeName} ${id}${doctypeSystem === undefined ? '' : ` "${doctypeSystem}"`}>\n`
}

interface WriterOptions extends OutputOptions {
  readonly html: boolean
  readonly indent: boolean
}

class Writer {
  private readonly options: WriterOptions

  constructor(options: WriterOptions) {
    this.options = options
  }

  content(root: Node): string {
    const parts = childrenOf(root).map(child => this.node(child, 0, new Map()))
    return parts.join('') + (this.options.indent && parts.length > 0 ? '\n' : '')
  }

  private node(node: Node, depth: number, scope: ReadonlyMap<string, string>): string {
    if (node.nodeType === ELEMENT) return this.element(node, depth, scope)
    if (node.nodeType === CDATA || isText(node)) return this.text(node)
    if (node.nodeType === COMMENT) return `<!--${node.nodeValue}-->`
    if (node.nodeType === INSTRUCTION) return `<?${node.nodeName} ${node.nodeValue}${this.options.html ? '>' : '?>'}`
    return ''
  }

  private text(node: Node): string {
    const value = node.nodeValue ?? ''
    const parent = node.parentNode
    if (parent !== null && this.options.cdata.has(parent.nodeName)) return `<![CDATA[${value.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`
    if (this.options.html && parent !== null && /^(script|style)$/i.test(parent.nodeName)) return value
    return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  }

  private element(node: Node, depth: number, outer: ReadonlyMap<string, string>): string {
    const scope = new Map(outer)
    const attributes = this.attributes(node, scope)
    const children = childrenOf(node)
    const start = `<${node.nodeName}${attributes}`
    if (this.options.html && VOID.has(node.nodeName.toLowerCase())) return `${start}>`
    const meta = this.options.html && node.nodeName.toLowerCase() === 'head' ? this.meta() : ''
    if (children.length === 0 && meta === '') return this.options.html ? `${start}></${node.nodeName}>` : `${start}/>`
    return `${start}>${this.inside(children, meta, depth, scope)}</${node.nodeName}>`
  }

  /** Elements stand on lines of their own, unless there is text between them. */
  private inside(children: readonly Node[], meta: string, depth: number, scope: ReadonlyMap<string, string>): string {
    const parts = [...(meta === '' ? [] : [meta]), ...children.map(child => this.node(child, depth + 1, scope))]
    if (!this.options.indent || children.some(isText)) return parts.join('')
    const pad = '    '.repeat(depth + 1)
    return `${parts.map(part => `\n${pad}${part}`).join('')}\n${'    '.repeat(depth)}`
  }

  private meta(): string {
    return `<META http-equiv="Content-Type" content="text/html; charset=${(this.options.encoding ?? 'UTF-8').toUpperCase()}">`
  }

  /** Namespace declarations first: those that stand there, and those that names need. */
  private attributes(node: Node, scope: Map<string, string>): string {
    const declared: string[] = []
    const declare = (prefix: string, uri: string) => {
      if ((scope.get(prefix) ?? '') === uri || prefix === 'xml') return
      scope.set(prefix, uri)
      declared.push(` ${prefix === '' ? 'xmlns' : `xmlns:${prefix}`}="${escapeAttribute(uri)}"`)
    }
    const all = attributesOf(node)
    for (const each of all)
      if (each.namespaceURI === XMLNS) declare(each.nodeName === 'xmlns' ? '' : (each.localName ?? ''), each.nodeValue ?? '')
    declare(node.prefix ?? '', node.namespaceURI ?? '')
    const plain = all.filter(each => each.namespaceURI !== XMLNS)
    for (const each of plain) if (each.prefix) declare(each.prefix, each.namespaceURI ?? '')
    return declared.join('') + plain.map(each => ` ${each.nodeName}="${escapeAttribute(each.nodeValue ?? '')}"`).join('')
  }
}

function escapeAttribute(value: string): string {
  return value
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;')
    .replaceAll('\t', '&#9;')
    .replaceAll('\r', '&#13;')
}
