import { errors } from '../../src/core/errors.ts'
import { attributesOf, childrenOf, type Document, ELEMENT, emptyDocument, isText, type Node } from './dom.ts'
import { Frame } from './frame.ts'
import { makeFunctions } from './functions.ts'
import type { Rule, Stylesheet } from './stylesheet.ts'
import { type Focus, type Scope, toValue, type Value } from './xpath-engine.ts'

/** One transformation: its globals, keys and result. */
export class Run {
  readonly result: Document = emptyDocument()
  readonly functions: Scope['functions']
  private readonly stylesheet: Stylesheet
  private readonly source: Node
  private readonly parameters: (name: string) => Value | undefined
  private readonly globals = new Map<string, Value | undefined>()
  private readonly indexes = new WeakMap<Node, Map<string, Map<string, Node[]>>>()

  constructor(stylesheet: Stylesheet, source: Node, parameters: (name: string) => Value | undefined) {
    this.stylesheet = stylesheet
    this.source = source
    this.parameters = parameters
    this.functions = makeFunctions((name, value, root) => this.keyed(name, value, root))
  }

  /** Transforms the source; the result is a fragment. */
  transform(): Node {
    const fragment = this.result.createDocumentFragment()
    this.apply(new Frame(this, this.rootFocus(), fragment), this.rootFocus(), undefined, new Map())
    return fragment
  }

  /** Applies the strongest rule for a node, or the built-in one. */
  apply(frame: Frame, focus: Focus, mode: string | undefined, given: ReadonlyMap<string, Value>): void {
    this.applyFrom(this.stylesheet.rules, frame, focus, mode, given)
  }

  /** Applies the rules of imported stylesheets only. */
  applyImports(frame: Frame): void {
    const { rule } = frame
    const weaker = this.stylesheet.rules.filter(each => rule !== undefined && each.precedence < rule.precedence)
    this.applyFrom(weaker, frame, frame.focus, rule?.mode, new Map())
  }

  named(name: string): (frame: Frame) => void {
    const template = this.stylesheet.named.get(name)
    if (template === undefined) throw errors.KF_CONN_XSLT({ reason: `there is no template named ${name}` })
    return template
  }

  attributeSet(name: string): (frame: Frame) => void {
    const set = this.stylesheet.attributeSets.get(name)
    if (set === undefined) throw errors.KF_CONN_XSLT({ reason: `there is no attribute-set named ${name}` })
    return set
  }

  /** A variable or parameter of the stylesheet, evaluated when it is first used. */
  global(name: string): Value | undefined {
    if (this.globals.has(name)) return this.globals.get(name)
    const declared = this.stylesheet.globals.get(name)
    if (declared === undefined) return undefined
    this.globals.set(name, undefined)
    const given = declared.isParameter ? this.parameters(name) : undefined
    const value = given ?? declared.value(new Frame(this, this.rootFocus(), this.result.createDocumentFragment()))
    this.globals.set(name, value)
    return value
  }

  private rootFocus(): Focus {
    return { node: this.source, position: 1, size: 1 }
  }

  private applyFrom(rules: readonly Rule[], frame: Frame, focus: Focus, mode: string | undefined, given: ReadonlyMap<string, Value>): void {
    const rule = rules.find(each => each.mode === mode && each.pattern.matches(focus.node, frame))
    if (rule !== undefined) return rule.body(frame.call(focus, given, rule))
    this.builtIn(frame, focus.node, mode)
  }

  /** Elements are gone through, texts and attributes are copied, the rest is left out. */
  private builtIn(frame: Frame, node: Node, mode: string | undefined): void {
    if (isText(node) || node.nodeType === 2) {
      frame.out.appendChild(this.result.createTextNode(node.nodeValue ?? ''))
      return
    }
    const children = childrenOf(node)
    for (const [index, child] of children.entries())
      this.apply(frame, { node: child, position: index + 1, size: children.length }, mode, new Map())
  }

  private keyed(name: string, value: string, root: Node): readonly Node[] {
    let byName = this.indexes.get(root)
    if (byName === undefined) this.indexes.set(root, (byName = new Map()))
    let index = byName.get(name)
    if (index === undefined) byName.set(name, (index = this.index(name, root)))
    return index.get(value) ?? []
  }

  private index(name: string, root: Node): Map<string, Node[]> {
    const index = new Map<string, Node[]>()
    const keys = this.stylesheet.keys.get(name) ?? []
    const frame = new Frame(this, this.rootFocus(), this.result.createDocumentFragment())
    const visit = (node: Node) => {
      for (const { patterns, use } of keys) {
        if (!patterns.some(pattern => pattern.matches(node, frame))) continue
        const value = use({ node, position: 1, size: 1 }, frame)
        const texts = value.toArray === undefined ? [value.stringValue()] : value.toArray().map(each => toValue([each]).stringValue())
        for (const text of texts) index.set(text, [...(index.get(text) ?? []), node])
      }
      if (node.nodeType === ELEMENT) attributesOf(node).forEach(visit)
      childrenOf(node).forEach(visit)
    }
    visit(root)
    return index
  }
}
