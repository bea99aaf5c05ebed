import { createRequire } from 'node:module'
import { toText } from '../../converters/index.ts'
import type { DomNode } from '../../converters/xml.ts'
import { errors } from '../../core/errors.ts'
import type { Exchange } from '../../core/exchange.ts'
import type { LanguageContext } from '../../kit/language.ts'

/** Prefixes that Camel binds. */
export const NAMESPACES: Readonly<Record<string, string>> = {
  in: 'http://camel.apache.org/xml/in/',
  out: 'http://camel.apache.org/xml/out/',
  function: 'http://camel.apache.org/xml/function/',
  env: 'http://camel.apache.org/xml/variables/environment-variables',
  system: 'http://camel.apache.org/xml/variables/system-properties',
  'exchange-property': 'http://camel.apache.org/xml/variables/exchange-property',
}

/** A result that can be asked for in each of XPath's types; `nodes` is there where it is a set of nodes, in document order. */
export interface XPathResult {
  readonly kind: string
  stringValue(): string
  numberValue(): number
  booleanValue(): boolean
  nodes?(): DomNode[]
}

export interface XPathInput {
  readonly node: DomNode
  readonly namespaces: Readonly<Record<string, string>>
  readonly exchange: Exchange
  readonly context: LanguageContext
}

export interface XPathProgram {
  evaluate(input: XPathInput): XPathResult
}

/** What the library gives; its types need the DOM of browsers. */
interface LibraryResult {
  stringValue(): string
  numberValue(): number
  booleanValue(): boolean
  toArray?(): DomNode[]
}

interface Library {
  parse(text: string): { evaluate(options: object): LibraryResult }
}

const load = createRequire(import.meta.url)

/** Reads an XPath; a bad one is an error when the route is built. */
export function parseXPath(text: string): XPathProgram {
  const { parse } = load('xpath') as Library
  const parsed = guarded(text, () => {
    if (text.trim() === '') throw syntaxError(text, 'Empty expression!')
    return parse(text)
  })
  return {
    evaluate({ node, namespaces, exchange, context }) {
      const result = parsed.evaluate({
        node,
        namespaces,
        variables: (name: string, namespace: string) => variableOf(name, namespace, exchange),
        functions: (name: string, namespace: string) => functionOf(name, namespace, exchange, context),
      })
      return resultOf(result)
    },
  }
}

function guarded<T>(text: string, action: () => T): T {
  try {
    return action()
  } catch (error) {
    throw syntaxError(text, error instanceof Error ? error.message : String(error))
  }
}

function syntaxError(text: string, reason: string): Error {
  return errors.KF_EXPR_SYNTAX({ language: 'xpath', text, reason }, { type: 'org.apache.camel.RuntimeCamelException' })
}

function resultOf(result: LibraryResult): XPathResult {
  const { toArray } = result
  return {
    kind: toArray ? '#NODESET' : `#${result.constructor.name.replace(/^X/, '').toUpperCase()}`,
    stringValue: () => result.stringValue(),
    numberValue: () => (toArray || result.constructor.name === 'XString' ? strictNumber(result.stringValue()) : result.numberValue()),
    booleanValue: () => result.booleanValue(),
    ...(toArray && { nodes: () => toArray.call(result).filter(node => !isDeclaration(node)) }),
  }
}

/** Declarations of namespaces are attributes to the library, and none to XPath. */
function isDeclaration(node: DomNode): boolean {
  return node.nodeType === 2 && /^xmlns(?::|$)/.test(node.nodeName)
}

/** XPath's numbers know no exponent and no plus sign; an empty text is none. */
function strictNumber(text: string): number {
  return /^\s*-?(?:\d+\.?\d*|\.\d+)\s*$/.test(text) ? Number(text) : Number.NaN
}

const FUNCTIONS =
  /^(?:last|position|count|id|local-name|namespace-uri|name|string|concat|starts-with|contains|substring-before|substring-after|substring|string-length|normalize-space|translate|boolean|not|true|false|lang|number|sum|floor|ceiling|round|node|text|comment|processing-instruction|and|or|mod|div)$/
const OWN: Readonly<Record<string, RegExp>> = { in: /^(?:body|header)$/, out: /^(?:body|header)$/, function: /^(?:properties|simple)$/ }

/** Names that cannot be resolved keep the route from starting, as in Camel: prefixes and functions. */
export function checkNames(text: string, namespaces: Readonly<Record<string, string>>): void {
  const bare = text.replaceAll(/"[^"]*"|'[^']*'/g, '""')
  for (const [, prefix] of bare.matchAll(/(?<![\w.:-])([A-Za-z_][\w.-]*):(?=[A-Za-z_*])/g)) {
    if (!Object.hasOwn(namespaces, prefix!)) throw syntaxError(text, `Prefix must resolve to a namespace: ${prefix}`)
  }
  for (const [, prefix, name] of bare.matchAll(/(?:([A-Za-z_][\w.-]*):)?([A-Za-z_][\w.-]*)\s*\(/g)) {
    const known = prefix === undefined ? FUNCTIONS.test(name!) : OWN[prefix]?.test(name!)
    if (!known && !/::$/.test(prefix ?? '')) throw syntaxError(text, `Could not find function: ${name}`)
  }
}

/** A value as XPath knows it. */
function asXPath(value: unknown, exchange: Exchange): unknown {
  return typeof value === 'number' || typeof value === 'boolean' ? value : (toText(value, exchange) ?? '')
}

function variableOf(name: string, namespace: string, exchange: Exchange): unknown {
  if (namespace === NAMESPACES['exchange-property']) return asXPath(exchange.property(name), exchange)
  if (namespace === NAMESPACES['env']) return Object.hasOwn(process.env, name) ? (process.env[name] ?? '') : ''
  if (namespace === NAMESPACES['out'] || namespace === NAMESPACES['system']) return ''
  const own = exchange.header(name) ?? (namespace === NAMESPACES['in'] && name === 'body' ? exchange.body : undefined)
  return asXPath(own ?? (namespace ? undefined : exchange.property(name)), exchange)
}

/** What is not there is an empty set of nodes. */
function orNoNodes(value: unknown, exchange: Exchange): unknown {
  return value === null || value === undefined ? [] : asXPath(value, exchange)
}

type XPathFunction = (context: unknown, ...args: { stringValue(): string }[]) => unknown

function functionOf(name: string, namespace: string, exchange: Exchange, context: LanguageContext): XPathFunction | undefined {
  if (namespace === NAMESPACES['out']) return () => []
  if (namespace === NAMESPACES['in']) {
    return name === 'body'
      ? () => orNoNodes(exchange.body, exchange)
      : (_, header) => orNoNodes(exchange.header(header!.stringValue()), exchange)
  }
  if (namespace !== NAMESPACES['function']) return undefined
  if (name === 'properties') return (_, key) => propertyOf(key!.stringValue(), context)
  return (_, text) => asXPath(context.compile('simple', text!.stringValue())(exchange), exchange)
}

function propertyOf(key: string, context: LanguageContext): string {
  const value = context.services.property(key)
  if (value !== undefined) return value
  const reason = `Property with key [${key}] not found in properties from text: {{${key}}}`
  throw errors.KF_EXPR_EVALUATION({ language: 'xpath', reason }, { type: 'java.lang.IllegalArgumentException' })
}
