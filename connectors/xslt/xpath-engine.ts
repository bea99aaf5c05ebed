import { createRequire } from 'node:module'
import { errors } from '../../src/core/errors.ts'
import type { Node } from './dom.ts'

/** A value of XPath; a set of nodes has `toArray`, in document order. */
export interface Value {
  stringValue(): string
  numberValue(): number
  booleanValue(): boolean
  toArray?(): Node[]
}

/** Where an instruction stands: its node, with the place in the list that is gone through. */
export interface Focus {
  readonly node: Node
  readonly position: number
  readonly size: number
}

/** What an expression sees beside its focus. */
export interface Scope {
  variable(name: string): Value | undefined
  /** Functions that XSLT adds, by local name; `current` is the node that the whole expression began at. */
  readonly functions: Readonly<Record<string, (current: Node, context: Node, ...values: Value[]) => unknown>>
}

export type Compiled = (focus: Focus, scope: Scope) => Value

/** The library's context: copied for every evaluation, as the library itself does for predicates. */
interface Context {
  readonly contextNode: Node
  readonly xslt?: { readonly scope: Scope; readonly current: Node }
  extend(properties: object): Context
}

interface Library {
  parse(text: string): {
    readonly expression: { readonly expression: { evaluate(context: Context): Value } }
    evaluate(options: object): Value
  }
}

const load = createRequire(import.meta.url)
let ready: { readonly library: Library; readonly base: Context } | undefined

/** The library gives its context only to functions: one is called to get it. */
function engine(): NonNullable<typeof ready> {
  if (ready !== undefined) return ready
  const library = load('xpath') as Library
  let base: Context | undefined
  const probe = (context: Context) => {
    base = context
    return ''
  }
  library.parse('probe()').evaluate({ functions: (name: string) => (name === 'probe' ? probe : addedFunction(name)) })
  ready = { library, base: base! }
  return ready
}

function addedFunction(name: string): unknown {
  return (context: Context, ...values: Value[]) => {
    const { scope, current } = context.xslt!
    const found = scope.functions[name]
    if (found === undefined) throw errors.KF_CONN_XSLT({ reason: `Unknown function ${name}` })
    return found(current, context.contextNode, ...values)
  }
}

/** Compiles an XPath with the prefixes in scope where it stands. Throws `KF_CONN_XSLT`. */
export function compileXPath(text: string, namespaces: ReadonlyMap<string, string>, added: ReadonlySet<string>): Compiled {
  const { library } = engine()
  let parsed: ReturnType<Library['parse']>
  try {
    parsed = library.parse(text)
  } catch (cause) {
    throw errors.KF_CONN_XSLT({ reason: `Syntax error in '${text}'` }, { cause })
  }
  const namespaceResolver = {
    getNamespace: (prefix: string) => (prefix === 'xml' ? 'http://www.w3.org/XML/1998/namespace' : namespaces.get(prefix)),
  }
  const functionResolver = resolverFor(added)
  return ({ node, position, size }, scope) => {
    const context = engine().base.extend({
      contextNode: node,
      expressionContextNode: node,
      contextPosition: position,
      contextSize: size,
      caseInsensitive: false,
      namespaceResolver,
      functionResolver,
      variableResolver: { getVariable: (name: string) => scope.variable(name) },
      xslt: { scope, current: node },
    })
    return parsed.expression.expression.evaluate(context)
  }
}

/** XPath's own functions by the library's resolver, XSLT's by ours. */
function resolverFor(added: ReadonlySet<string>): object {
  const ours = (engine().base as unknown as { readonly functionResolver: Resolver }).functionResolver
  return { getFunction: (name: string, namespace: string) => (added.has(name) ? ours : standardResolver()).getFunction(name, namespace) }
}

interface Resolver {
  getFunction(name: string, namespace: string): unknown
}

let standard: Resolver | undefined

/** A new context of the library has its own functions only. */
function standardResolver(): Resolver {
  standard ??= new (engine().base.constructor as new () => { readonly functionResolver: Resolver })().functionResolver
  return standard
}

/** A set of nodes, a text, a number or a truth as a value of XPath. */
export function toValue(value: string | number | boolean | readonly Node[]): Value {
  return engine()
    .library.parse('$v')
    .evaluate({ variables: () => (Array.isArray(value) ? [...value] : value) })
}
