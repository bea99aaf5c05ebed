import { createRequire } from 'node:module'
import { toText } from '../../converters/index.ts'
import { CDATA, type DomNode, TEXT } from '../../converters/xml.ts'
import { errors } from '../../core/errors.ts'
import type { Exchange } from '../../core/exchange.ts'
import type { LanguageContext } from '../../kit/language.ts'
import { evaluationFailure } from '../failure.ts'

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

/** A bad XPath, found when the route is built. */
export function syntaxError(text: string, reason: string): Error {
  return errors.KF_EXPR_SYNTAX({ language: 'xpath', text, reason }, { type: 'org.apache.camel.RuntimeCamelException' })
}

function resultOf(result: LibraryResult): XPathResult {
  const { toArray } = result
  return {
    kind: toArray ? '#NODESET' : `#${result.constructor.name.replace(/^X/, '').toUpperCase()}`,
    stringValue: () => result.stringValue(),
    numberValue: () => (toArray || result.constructor.name === 'XString' ? strictNumber(result.stringValue()) : result.numberValue()),
    booleanValue: () => result.booleanValue(),
    ...(toArray && { nodes: () => toArray.call(result).filter(node => !isDeclaration(node) && !isContinued(node)) }),
  }
}

/** Declarations of namespaces are attributes to the library, and none to XPath. */
function isDeclaration(node: DomNode): boolean {
  return node.nodeType === 2 && /^xmlns(?::|$)/.test(node.nodeName)
}

/** Texts that stand side by side (one of them in a CDATA section) are one node to XPath: the first. */
function isContinued(node: DomNode): boolean {
  return isText(node) && node.previousSibling !== null && isText(node.previousSibling)
}

function isText({ nodeType }: DomNode): boolean {
  return nodeType === TEXT || nodeType === CDATA
}

/** XPath's numbers know no exponent and no plus sign; an empty text is none. */
function strictNumber(text: string): number {
  return /^\s*-?(?:\d+\.?\d*|\.\d+)\s*$/.test(text) ? Number(text) : Number.NaN
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

/** The functions of Camel, each with its one number of arguments. */
function functionOf(name: string, namespace: string, exchange: Exchange, context: LanguageContext): XPathFunction | undefined {
  if (namespace === NAMESPACES['out']) return () => []
  if (namespace === NAMESPACES['in']) {
    return name === 'body'
      ? withArguments(0, () => orNoNodes(exchange.body, exchange))
      : withArguments(1, (_, header) => orNoNodes(exchange.header(header!.stringValue()), exchange))
  }
  if (namespace !== NAMESPACES['function']) return undefined
  return withArguments(1, (_, text) =>
    name === 'properties'
      ? propertyOf(text!.stringValue(), context)
      : asXPath(context.compile('simple', text!.stringValue())(exchange), exchange),
  )
}

/** Camel finds a function by its name and the number of its arguments, and fails with what Java says where there is none. */
function withArguments(count: number, run: XPathFunction): XPathFunction {
  return (at, ...args) => {
    if (args.length === count) return run(at, ...args)
    throw evaluationFailure('xpath', 'javax.xml.xpath.XPathExpressionException', NO_FUNCTION)
  }
}

const NO_FUNCTION =
  'javax.xml.xpath.XPathExpressionException: javax.xml.transform.TransformerException: java.lang.NullPointerException: ' +
  'Cannot invoke "javax.xml.xpath.XPathFunction.evaluate(java.util.List)" because "xpathFunction" is null'

function propertyOf(key: string, context: LanguageContext): string {
  const value = context.services.property(key)
  if (value !== undefined) return value
  const reason = `java.lang.IllegalArgumentException: Property with key [${key}] not found in properties from text: {{${key}}}`
  throw evaluationFailure('xpath', 'javax.xml.xpath.XPathFunctionException', `javax.xml.xpath.XPathFunctionException: ${reason}`)
}
