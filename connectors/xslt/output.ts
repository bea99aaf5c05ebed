import type { CompileInstruction, Compiler } from './compiler.ts'
import {
  ATTRIBUTE,
  attributesOf,
  childrenOf,
  DOCUMENT,
  ELEMENT,
  FRAGMENT,
  isText,
  type Node,
  namespacesAt,
  parentOf,
  XMLNS,
} from './dom.ts'
import type { Frame } from './frame.ts'
import { formatCount } from './number-format.ts'
import { compilePattern } from './pattern.ts'

const writeValue: CompileInstruction = (element, compiler) => {
  const select = compiler.xpath(compiler.required(element, 'select'), element)
  return frame => addText(frame, select(frame.focus, frame).stringValue())
}

const text: CompileInstruction = element => {
  const content = childrenOf(element)
    .map(child => child.nodeValue ?? '')
    .join('')
  return frame => addText(frame, content)
}

function addText(frame: Frame, content: string): void {
  if (content !== '') frame.out.appendChild(frame.document.createTextNode(content))
}

const elementInstruction: CompileInstruction = (element, compiler) => {
  const name = compiler.template(compiler.required(element, 'name'), element)
  const namespace = namespaceOf(element, compiler)
  const sets = attributeSets(element)
  const body = compiler.body(element)
  return frame => {
    const qname = name(frame)
    const made = frame.document.createElementNS(namespace(frame, qname, true), qname)
    frame.out.appendChild(made)
    const inner = frame.into(made)
    for (const set of sets) frame.run.attributeSet(set)(inner)
    body(inner)
  }
}

const attribute: CompileInstruction = (element, compiler) => {
  const name = compiler.template(compiler.required(element, 'name'), element)
  const namespace = namespaceOf(element, compiler)
  const body = compiler.body(element)
  return frame => {
    const qname = name(frame)
    const uri = namespace(frame, qname, false)
    const prefixed = uri === null || qname.includes(':') ? qname : `ns0:${qname}`
    if (frame.out.nodeType === ELEMENT) frame.out.setAttributeNS(uri, prefixed, frame.text(body))
  }
}

/** The namespace of a name that is made: as it is given, or by its prefix. */
function namespaceOf(element: Node, compiler: Compiler): (frame: Frame, qname: string, withDefault: boolean) => string | null {
  const given = element.getAttribute('namespace')
  if (given !== null && element.hasAttribute('namespace')) {
    const template = compiler.template(given, element)
    return frame => template(frame) || null
  }
  const inScope = namespacesAt(element)
  return (_, qname, withDefault) => {
    const prefix = qname.includes(':') ? qname.slice(0, qname.indexOf(':')) : ''
    return (prefix === '' && !withDefault ? undefined : inScope.get(prefix)) ?? null
  }
}

function attributeSets(element: Node): string[] {
  return (element.getAttribute('use-attribute-sets') ?? '').split(/\s+/).filter(Boolean)
}

const comment: CompileInstruction = (element, compiler) => {
  const body = compiler.body(element)
  return frame => void frame.out.appendChild(frame.document.createComment(frame.text(body)))
}

const processingInstruction: CompileInstruction = (element, compiler) => {
  const name = compiler.template(compiler.required(element, 'name'), element)
  const body = compiler.body(element)
  return frame => void frame.out.appendChild(frame.document.createProcessingInstruction(name(frame), frame.text(body)))
}

const copy: CompileInstruction = (element, compiler) => {
  const sets = attributeSets(element)
  const body = compiler.body(element)
  return frame => {
    const { node } = frame.focus
    if (node.nodeType === DOCUMENT || node.nodeType === FRAGMENT) return body(frame)
    if (node.nodeType !== ELEMENT) return copyNode(frame, node)
    const made = frame.document.createElementNS(node.namespaceURI ?? null, node.nodeName)
    frame.out.appendChild(made)
    copyDeclarations(node, made)
    const inner = frame.into(made)
    for (const set of sets) frame.run.attributeSet(set)(inner)
    body(inner)
  }
}

const copyOf: CompileInstruction = (element, compiler) => {
  const select = compiler.xpath(compiler.required(element, 'select'), element)
  return frame => {
    const value = select(frame.focus, frame)
    if (value.toArray === undefined) addText(frame, value.stringValue())
    else for (const node of value.toArray()) copyNode(frame, node)
  }
}

/** Copies a node with all that is in it. */
function copyNode(frame: Frame, node: Node): void {
  if (node.nodeType === DOCUMENT || node.nodeType === FRAGMENT) for (const child of childrenOf(node)) copyNode(frame, child)
  else if (node.nodeType === ATTRIBUTE) {
    if (frame.out.nodeType === ELEMENT) frame.out.setAttributeNS(node.namespaceURI ?? null, node.nodeName, node.nodeValue ?? '')
  } else if (isText(node)) addText(frame, node.nodeValue ?? '')
  else frame.out.appendChild(frame.document.importNode(node, true))
}

function copyDeclarations(from: Node, to: Node): void {
  for (const each of attributesOf(from)) if (each.namespaceURI === XMLNS) to.setAttributeNS(XMLNS, each.nodeName, each.nodeValue ?? '')
}

const number: CompileInstruction = (element, compiler) => {
  const value = compiler.optional(element, 'value')
  const format = compiler.template(element.getAttribute('format') || '1', element)
  const count = element.getAttribute('count')
  const patterns = count ? compilePattern(count, xpath => compiler.xpath(xpath, element), namespacesAt(element)) : undefined
  const counts = (frame: Frame, node: Node) =>
    patterns === undefined
      ? node.nodeName === frame.focus.node.nodeName && node.nodeType === frame.focus.node.nodeType
      : patterns.some(each => each.matches(node, frame))
  const any = element.getAttribute('level') === 'any'
  return frame => {
    const counted = value === undefined ? place(frame, counts, any) : Math.round(value(frame.focus, frame).numberValue())
    const [, before = '', token = '1', after = ''] = /^([^\p{L}\p{N}]*)([\p{L}\p{N}]+)?(.*)$/su.exec(format(frame))!
    addText(frame, before + formatCount(counted, token) + after)
  }
}

/** The place of the node among those that count: its siblings, or (`any`) all before it in the document. */
function place(frame: Frame, counts: (frame: Frame, node: Node) => boolean, any: boolean): number {
  let node: Node | null = frame.focus.node
  while (node !== null && !counts(frame, node)) node = parentOf(node)
  let found = 0
  for (let each: Node | null = node; each !== null; each = any ? before(each) : each.previousSibling) if (counts(frame, each)) found += 1
  return found
}

function before(node: Node): Node | null {
  if (node.previousSibling === null) return parentOf(node)
  let last: Node = node.previousSibling
  while (last.lastChild !== null) last = last.lastChild
  return last
}

/** Instructions that write. */
export const outputInstructions: Readonly<Record<string, CompileInstruction>> = {
  'value-of': writeValue,
  text,
  element: elementInstruction,
  attribute,
  comment,
  'processing-instruction': processingInstruction,
  copy,
  'copy-of': copyOf,
  number,
}
