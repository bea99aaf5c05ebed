import { errors } from '../../src/core/errors.ts'
import { Compiler } from './compiler.ts'
import { attributesOf, childrenOf, ELEMENT, isText, type Node, namespacesAt, parseDocument, XSL } from './dom.ts'
import type { Frame } from './frame.ts'
import { compilePattern, type Pattern } from './pattern.ts'
import type { OutputOptions } from './serialize.ts'
import type { Compiled, Value } from './xpath-engine.ts'

/** A template with a `match`, one for each of its alternatives. */
export interface Rule {
  readonly pattern: Pattern
  readonly mode: string | undefined
  readonly priority: number
  /** Stylesheets that import others come before these. */
  readonly precedence: number
  readonly body: (frame: Frame) => void
}

export interface Key {
  readonly patterns: readonly Pattern[]
  readonly use: Compiled
}

export interface Global {
  readonly isParameter: boolean
  readonly value: (frame: Frame) => Value
}

/** A compiled stylesheet with those that it includes and imports. */
export interface Stylesheet {
  /** The strongest first. */
  readonly rules: readonly Rule[]
  readonly named: ReadonlyMap<string, (frame: Frame) => void>
  readonly globals: ReadonlyMap<string, Global>
  readonly keys: ReadonlyMap<string, readonly Key[]>
  readonly attributeSets: ReadonlyMap<string, (frame: Frame) => void>
  readonly output: OutputOptions
  /** Names of elements whose white space is left out of the source; `*` for all. */
  readonly stripped: ReadonlySet<string>
  readonly preserved: ReadonlySet<string>
}

/** Reads what a stylesheet names, relative to its own place. */
export type ReadStylesheet = (location: string) => { readonly content: Buffer; readonly resolve: ReadStylesheet }

/** Compiles a stylesheet. Throws `KF_CONN_XSLT`. */
export function compileStylesheet(content: string | Buffer, read: ReadStylesheet): Stylesheet {
  const builder = new Builder()
  builder.load(content, read)
  return builder.done()
}

class Builder {
  private readonly rules: (Rule & { readonly order: number })[] = []
  private readonly named = new Map<string, (frame: Frame) => void>()
  private readonly globals = new Map<string, Global>()
  private readonly keys = new Map<string, Key[]>()
  private readonly attributeSets = new Map<string, (frame: Frame) => void>()
  private readonly stripped = new Set<string>()
  private readonly preserved = new Set<string>()
  private output: OutputOptions = { cdata: new Set() }
  private precedence = 0
  private order = 0
  private depth = 0

  load(content: string | Buffer, read: ReadStylesheet): void {
    if (++this.depth > 50) throw errors.KF_CONN_XSLT({ reason: 'stylesheets include each other' })
    const root = parseDocument(content).documentElement
    if (root === null) throw errors.KF_CONN_XSLT({ reason: 'the stylesheet is empty' })
    if (root.namespaceURI === XSL && /^(stylesheet|transform)$/.test(root.localName ?? '')) this.sheet(root, read)
    else this.simplified(root)
    this.depth -= 1
  }

  done(): Stylesheet {
    const rules = this.rules.sort((a, b) => b.precedence - a.precedence || b.priority - a.priority || b.order - a.order)
    const { named, globals, keys, attributeSets, output, stripped, preserved } = this
    return { rules, named, globals, keys, attributeSets, output, stripped, preserved }
  }

  /** A stylesheet that is only a template for the root. */
  private simplified(root: Node): void {
    if (!root.getAttributeNS(XSL, 'version')) throw errors.KF_CONN_XSLT({ reason: `${root.nodeName} is no stylesheet` })
    stripStylesheet(root)
    const document = root.parentNode!
    this.rule('/', undefined, undefined, new Compiler(new Set()).body(document), root)
  }

  private sheet(root: Node, read: ReadStylesheet): void {
    stripStylesheet(root)
    const top = childrenOf(root).filter(child => child.nodeType === ELEMENT && child.namespaceURI === XSL)
    for (const element of top.filter(each => each.localName === 'import')) this.other(element, read)
    this.precedence += 1
    const compiler = new Compiler(excludedNamespaces(root))
    for (const element of top) this.declaration(element, compiler, read)
  }

  private other(element: Node, read: ReadStylesheet): void {
    const { content, resolve } = read(element.getAttribute('href') ?? '')
    this.load(content, resolve)
  }

  private declaration(element: Node, compiler: Compiler, read: ReadStylesheet): void {
    const name = element.getAttribute('name') ?? ''
    switch (element.localName) {
      case 'import':
        return
      case 'include':
        return this.include(element, read)
      case 'template':
        return this.template(element, compiler)
      case 'variable':
      case 'param':
        return void this.globals.set(name, { isParameter: element.localName === 'param', value: compiler.value(element) })
      case 'key':
        return this.key(name, element, compiler)
      case 'attribute-set':
        return this.attributeSet(name, element, compiler)
      case 'output':
        this.output = { ...this.output, ...outputOptions(element, this.output) }
        return
      case 'strip-space':
        for (const each of words(element, 'elements')) this.stripped.add(each)
        return
      case 'preserve-space':
        for (const each of words(element, 'elements')) this.preserved.add(each)
        return
      default:
        throw errors.KF_CONN_XSLT({ reason: `Unsupported XSL element '${element.localName}'.` })
    }
  }

  /** What is included counts as if it stood here. */
  private include(element: Node, read: ReadStylesheet): void {
    const { precedence } = this
    this.other(element, read)
    this.precedence = precedence
    for (const [index, rule] of this.rules.entries()) if (rule.precedence > precedence) this.rules[index] = { ...rule, precedence }
  }

  private template(element: Node, compiler: Compiler): void {
    const body = compiler.body(element)
    const name = element.getAttribute('name')
    const match = element.getAttribute('match')
    const priority = element.getAttribute('priority')
    if (name) this.named.set(name, body)
    if (match) this.rule(match, element.getAttribute('mode') || undefined, priority ? Number(priority) : undefined, body, element)
  }

  private rule(match: string, mode: string | undefined, priority: number | undefined, body: Rule['body'], at: Node): void {
    const compiler = new Compiler(new Set())
    for (const pattern of compilePattern(match, xpath => compiler.xpath(xpath, at), namespacesAt(at))) {
      this.order += 1
      this.rules.push({ pattern, mode, priority: priority ?? pattern.priority, precedence: this.precedence, body, order: this.order })
    }
  }

  private key(name: string, element: Node, compiler: Compiler): void {
    const patterns = compilePattern(compiler.required(element, 'match'), xpath => compiler.xpath(xpath, element), namespacesAt(element))
    const key = { patterns, use: compiler.xpath(compiler.required(element, 'use'), element) }
    this.keys.set(name, [...(this.keys.get(name) ?? []), key])
  }

  private attributeSet(name: string, element: Node, compiler: Compiler): void {
    const before = this.attributeSets.get(name)
    const used = words(element, 'use-attribute-sets')
    const body = compiler.body(element)
    this.attributeSets.set(name, frame => {
      before?.(frame)
      for (const each of used) frame.run.attributeSet(each)(frame)
      body(frame)
    })
  }
}

function words(element: Node, name: string): string[] {
  return (element.getAttribute(name) ?? '').split(/\s+/).filter(Boolean)
}

function excludedNamespaces(root: Node): Set<string> {
  const inScope = namespacesAt(root)
  const prefixes = [...words(root, 'exclude-result-prefixes'), ...words(root, 'extension-element-prefixes')]
  return new Set(prefixes.map(prefix => inScope.get(prefix === '#default' ? '' : prefix) ?? ''))
}

function outputOptions(element: Node, before: OutputOptions): OutputOptions {
  const given = (name: string) => element.getAttribute(name) || undefined
  const flag = (name: string) => (given(name) === undefined ? undefined : given(name) === 'yes')
  const entries = {
    method: given('method'),
    indent: flag('indent'),
    omitDeclaration: flag('omit-xml-declaration'),
    encoding: given('encoding'),
    standalone: given('standalone'),
    doctypePublic: given('doctype-public'),
    doctypeSystem: given('doctype-system'),
  }
  const known = Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined))
  return { ...known, cdata: new Set([...before.cdata, ...words(element, 'cdata-section-elements')]) }
}

/** White space between instructions is no text, except in `xsl:text`. */
function stripStylesheet(element: Node): void {
  if (element.namespaceURI === XSL && element.localName === 'text') return
  if (attributesOf(element).some(each => each.nodeName === 'xml:space' && each.nodeValue === 'preserve')) return
  for (const child of childrenOf(element)) {
    if (child.nodeType === ELEMENT) stripStylesheet(child)
    else if (!isText(child) || (child.nodeValue ?? '').trim() === '') element.removeChild(child)
  }
}
