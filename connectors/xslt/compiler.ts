import { errors } from '../../src/core/errors.ts'
import { attributesOf, childrenOf, ELEMENT, isText, type Node, namespacesAt, XMLNS, XSL } from './dom.ts'
import { flowInstructions } from './flow.ts'
import type { Frame } from './frame.ts'
import { ADDED_FUNCTIONS } from './functions.ts'
import { outputInstructions } from './output.ts'
import { type Compiled, compileXPath, type Value } from './xpath-engine.ts'

/** An instruction: writes into the frame's result. One that declares a variable gives the frame for those behind it. */
export type Instruction = (frame: Frame) => Frame | void

export type CompileInstruction = (element: Node, compiler: Compiler) => Instruction

const INSTRUCTIONS: Readonly<Record<string, CompileInstruction>> = { ...flowInstructions, ...outputInstructions }

/** Compiles what stands in templates. */
export class Compiler {
  private readonly aliases: ReadonlySet<string>

  /** `excluded` holds namespaces that are not copied to the result. */
  constructor(excluded: ReadonlySet<string>) {
    this.aliases = excluded
  }

  /** The instructions inside an element, one after the other. */
  body(element: Node): (frame: Frame) => void {
    const steps = childrenOf(element)
      .map(child => this.instruction(child))
      .filter(step => step !== undefined)
    return frame => {
      let current = frame
      for (const step of steps) current = step(current) ?? current
    }
  }

  xpath(text: string, at: Node): Compiled {
    return compileXPath(text, namespacesAt(at), ADDED_FUNCTIONS)
  }

  /** An attribute as expression; `undefined` where it is not there. */
  optional(element: Node, name: string): Compiled | undefined {
    const text = element.getAttribute(name)
    return text === null || text === '' ? undefined : this.xpath(text, element)
  }

  required(element: Node, name: string): string {
    const text = element.getAttribute(name)
    if (text === null || text === '') throw errors.KF_CONN_XSLT({ reason: `${element.nodeName} needs ${name}` })
    return text
  }

  /** Text with expressions in braces. */
  template(text: string, at: Node): (frame: Frame) => string {
    const parts = text.split(/(\{\{|\}\}|\{(?:[^{}"']|"[^"]*"|'[^']*')*\})/).map(part => {
      if (part === '{{') return () => '{'
      if (part === '}}') return () => '}'
      if (!part.startsWith('{')) return () => part
      const expression = this.xpath(part.slice(1, -1), at)
      return (frame: Frame) => expression(frame.focus, frame).stringValue()
    })
    return frame => parts.map(part => part(frame)).join('')
  }

  /** The value of a variable, parameter or argument: its `select`, or what stands in it. */
  value(element: Node): (frame: Frame) => Value {
    const select = this.optional(element, 'select')
    if (select !== undefined) return frame => select(frame.focus, frame)
    if (childrenOf(element).length === 0) {
      const empty = this.xpath("''", element)
      return frame => empty(frame.focus, frame)
    }
    const body = this.body(element)
    return frame => frame.fragment(body)
  }

  /** The declarations that an element of the result needs: those in scope that are not left out. */
  namespaces(element: Node): [string, string][] {
    const own = (element.getAttributeNS(XSL, 'exclude-result-prefixes') ?? '').split(/\s+/)
    const inScope = namespacesAt(element)
    const left = new Set([...this.aliases, ...own.map(prefix => inScope.get(prefix === '#default' ? '' : prefix) ?? '')])
    return [...inScope].filter(([, uri]) => uri !== '' && uri !== XSL && !left.has(uri))
  }

  private instruction(node: Node): Instruction | undefined {
    if (isText(node)) return literalText(node.nodeValue ?? '')
    if (node.nodeType !== ELEMENT) return undefined
    if (node.namespaceURI !== XSL) return this.literal(node)
    const name = node.localName ?? ''
    if (name === 'sort' || name === 'with-param' || name === 'fallback') return undefined
    if (!Object.hasOwn(INSTRUCTIONS, name)) throw errors.KF_CONN_XSLT({ reason: `Unsupported XSL element '${name}'.` })
    return INSTRUCTIONS[name]!(node, this)
  }

  /** An element that is copied to the result, its attributes being templates. */
  private literal(element: Node): Instruction {
    const declarations = this.namespaces(element)
    const attributes = attributesOf(element)
      .filter(each => each.namespaceURI !== XMLNS && each.namespaceURI !== XSL)
      .map(each => ({ uri: each.namespaceURI ?? null, name: each.nodeName, value: this.template(each.nodeValue ?? '', element) }))
    const sets = (element.getAttributeNS(XSL, 'use-attribute-sets') ?? '').split(/\s+/).filter(Boolean)
    const body = this.body(element)
    return frame => {
      const made = frame.document.createElementNS(element.namespaceURI ?? null, element.nodeName)
      frame.out.appendChild(made)
      for (const [prefix, uri] of declarations) made.setAttributeNS(XMLNS, prefix === '' ? 'xmlns' : `xmlns:${prefix}`, uri)
      const inner = frame.into(made)
      for (const set of sets) frame.run.attributeSet(set)(inner)
      for (const { uri, name, value } of attributes) made.setAttributeNS(uri, name, value(frame))
      body(inner)
    }
  }
}

function literalText(text: string): Instruction {
  return frame => void frame.out.appendChild(frame.document.createTextNode(text))
}
