import { convertOrNull, javaClassOf, javaType, markJavaClass, toText } from '../converters/index.ts'
import { nodesOf } from '../converters/node-list.ts'
import { convert } from '../converters/registry.ts'
import { type DomNode, documentOf, emptyDocument, isNode, NODE_LIST } from '../converters/xml.ts'
import { errors } from '../core/errors.ts'
import type { Exchange } from '../core/exchange.ts'
import { StreamBody } from '../core/stream-body.ts'
import { double } from '../core/values.ts'
import { boolean, choice, text } from '../kit/field.ts'
import { defineLanguage, type LanguageContext } from '../kit/language.ts'
import { evaluationFailure, wrapped, wrapping } from './failure.ts'
import { namespaceField, namespacesOf } from './namespaces.ts'
import { sourceField, sourceReader } from './source.ts'
import { checkNames } from './xpath/check-names.ts'
import { NAMESPACES, parseXPath, type XPathProgram, type XPathResult } from './xpath/program.ts'

const RESULTS = ['NUMBER', 'STRING', 'BOOLEAN', 'NODESET', 'NODE'] as const
type ResultKind = (typeof RESULTS)[number]

/** XPath 1.0. */
export const xpath = defineLanguage({
  name: 'xpath',
  summary: 'XPath 1.0 over XML.',
  notes: [
    'Without resultQName the value is a list of nodes; with resultType String it is the text of the first. As predicate the rules of XPath decide.',
    '$name is a header, $in:body the body; in:header(name), in:body(), function:properties(key) and function:simple(text) reach the exchange.',
    'External entities and DTDs are never loaded.',
  ],
  fields: {
    resultQName: choice(RESULTS, { describe: 'What the result is.', default: 'NODESET' }),
    namespace: namespaceField,
    source: sourceField,
    documentType: text({ describe: 'The type of the document; only org.w3c.dom.Document is supported.' }),
    saxon: boolean({ describe: 'Uses Saxon.', unsupported: 'Saxon is a Java library' }),
    factoryRef: text({ describe: 'A factory of XPath.', unsupported: 'it is a Java object' }),
    objectModel: text({ describe: 'The object model.', unsupported: 'it is a Java library' }),
    logNamespaces: boolean({ describe: 'Logs namespaces; without effect.', advanced: true }),
    threadSafety: boolean({ describe: 'Makes results safe for several threads; they always are.', advanced: true }),
    preCompile: boolean({ describe: 'Reads the expression when the route is built; it always is.', default: true, advanced: true }),
  },
  examples: [
    {
      title: 'The items of an order',
      yaml: `- route:
    id: items
    from:
      uri: direct:items
      steps:
        - split:
            xpath: "/order/item"
            steps:
              - log: "\${body}"
`,
    },
  ],
  compile(source, options, context) {
    const kind = options.resultQName
    const evaluate = evaluator(source, options, context, givesNodes(kind))
    return exchange => resultAs(kind, evaluate(exchange), source)
  },
  compileTyped(source, options, context, resultType) {
    const kind = kindFor(javaType(resultType)!.name) ?? options.resultQName
    const evaluate = evaluator(source, options, context, givesNodes(kind))
    return exchange => typed(resultAs(kind, evaluate(exchange), source), resultType, exchange)
  },
  compilePredicate(source, options, context) {
    const evaluate = evaluator(source, options, context, false)
    return exchange => evaluate(exchange).booleanValue()
  },
})

const XPATH_EXCEPTION = 'javax.xml.xpath.XPathExpressionException: com.sun.org.apache.xpath.internal.XPathException'

const NUMBERS: ReadonlySet<string> = new Set(
  [
    'lang.Integer',
    'lang.Long',
    'lang.Double',
    'lang.Float',
    'lang.Short',
    'lang.Byte',
    'lang.Number',
    'math.BigDecimal',
    'math.BigInteger',
  ].map(name => `java.${name}`),
)

interface Options {
  readonly namespace: readonly { key: string; value: string }[]
  readonly source: string | undefined
  readonly documentType: string | undefined
}

/** `ownDocument`: nodes of it are given away, whose owner may change them. */
function evaluator(source: string, options: Options, context: LanguageContext, ownDocument: boolean): (exchange: Exchange) => XPathResult {
  if (options.documentType !== undefined && options.documentType !== 'org.w3c.dom.Document') {
    throw errors.KF_EXPR_UNSUPPORTED({
      language: 'xpath',
      what: `documentType ${options.documentType}`,
      reason: 'only org.w3c.dom.Document is',
    })
  }
  const namespaces = { ...NAMESPACES, ...namespacesOf(options.namespace) }
  const program = parseXPath(source)
  checkNames(source, namespaces)
  const read = sourceReader('xpath', options.source)
  const documentFrom = ownDocument ? document : sharedDocument
  return exchange => evaluate(program, source, documentFrom(read(exchange), exchange), namespaces, exchange, context)
}

function evaluate(
  program: XPathProgram,
  source: string,
  node: DomNode,
  namespaces: Record<string, string>,
  exchange: Exchange,
  context: LanguageContext,
): XPathResult {
  try {
    return program.evaluate({ node, namespaces, exchange, context })
  } catch (error) {
    throw invalid(source, error)
  }
}

function invalid(source: string, cause: unknown): Error {
  const reason = cause instanceof Error ? cause.message : String(cause)
  return evaluationFailure(
    'xpath',
    'org.apache.camel.language.xpath.InvalidXPathException',
    `Invalid xpath: ${source}. Reason: ${reason}`,
    cause,
  )
}

/** The document to look into; nothing is an empty one. What is no XML fails as its conversion does. */
function document(value: unknown, exchange: Exchange): DomNode {
  if (isNode(value)) return documentOf(value)
  if (value === null || value === undefined) return emptyDocument()
  return wrapping(
    () => (convert(value, 'org.w3c.dom.Document', exchange) as DomNode | null) ?? noDocument(value),
    cause => (cause.code === 'KF_EXPR_CONVERSION' ? wrapped('xpath', cause) : cause),
  )
}

/** Several nodes are no document. */
function noDocument(value: unknown): never {
  throw errors.KF_EXPR_CONVERSION({ from: javaClassOf(value), to: 'org.w3c.dom.Document' })
}

let recent: { readonly value: string | StreamBody; readonly exchange: Exchange; readonly document: DomNode } | undefined

/** The same for one who only reads: several expressions about one message have it parsed once. Nothing is kept beyond the turn of the event loop. */
function sharedDocument(value: unknown, exchange: Exchange): DomNode {
  if (typeof value !== 'string' && !(value instanceof StreamBody)) return document(value, exchange)
  if (recent?.value === value && recent.exchange === exchange) return recent.document
  const parsed = document(value, exchange)
  if (recent === undefined) setImmediate(() => (recent = undefined))
  recent = { value, exchange, document: parsed }
  return parsed
}

/** Whether a result has nodes of the document in it. */
function givesNodes(kind: ResultKind): boolean {
  return kind === 'NODESET' || kind === 'NODE'
}

function resultAs(kind: ResultKind, result: XPathResult, source: string): unknown {
  switch (kind) {
    case 'STRING':
      return result.stringValue()
    case 'NUMBER':
      return double(result.numberValue())
    case 'BOOLEAN':
      return result.booleanValue()
    default: {
      if (!result.nodes)
        throw invalid(
          source,
          evaluationFailure(
            'xpath',
            'javax.xml.xpath.XPathExpressionException',
            `${XPATH_EXCEPTION}: Can not convert ${result.kind} to a NodeList!`,
          ),
        )
      const nodes = result.nodes()
      return kind === 'NODE' ? (nodes[0] ?? null) : markJavaClass(nodes, NODE_LIST)
    }
  }
}

/** What XPath is asked for by the type, whatever resultQName says; the primitive types (`int`) and others leave it to that, as in Camel. */
function kindFor(javaClass: string): ResultKind | undefined {
  if (javaClass === 'java.lang.String') return 'STRING'
  if (javaClass === 'java.lang.Boolean') return 'BOOLEAN'
  return NUMBERS.has(javaClass) ? 'NUMBER' : undefined
}

function typed(value: unknown, resultType: string, exchange: Exchange): unknown {
  const type = javaType(resultType)!.name
  const isText = type === 'java.lang.String'
  if (isNode(value) && isText) return value.textContent
  // of several nodes the first is the root of the document
  const given = type === 'org.w3c.dom.Document' ? (nodesOf(value)?.[0] ?? value) : value
  return isText ? toText(value, exchange) : (convertOrNull(given, resultType, exchange) ?? convertOrNull(null, resultType))
}
