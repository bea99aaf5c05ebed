import { charsetNamed, toText } from '../../src/converters/index.ts'
import { errors } from '../../src/core/errors.ts'
import { exceptionMessage } from '../../src/core/exceptions.ts'
import type { Exchange } from '../../src/core/exchange.ts'
import { bytesOf, isByteSource } from '../../src/core/stream-body.ts'
import { isNumber } from '../../src/core/values.ts'
import { getVariable } from '../../src/core/variables.ts'
import { type ConnectorContext, readResource, resourcePath, type Sink } from '../../src/kit/index.ts'
import { type Document, emptyDocument, type Node, parseDocument } from './dom.ts'
import { Run } from './run.ts'
import { serialize } from './serialize.ts'
import { stripSource } from './strip.ts'
import { compileStylesheet, type ReadStylesheet, type Stylesheet } from './stylesheet.ts'
import { writeResult } from './write-result.ts'
import { toValue, type Value } from './xpath-engine.ts'

interface Options {
  readonly resourceUri: string
  readonly contentCache: boolean
  readonly failOnNullBody: boolean
  readonly output: 'string' | 'bytes' | 'DOM' | 'file'
  readonly source: string | undefined
  readonly allowTemplateFromHeader: boolean
  readonly deleteOutputFile: boolean
}

/** Transforms messages; headers stay. */
export function openXsltSink(options: Options, context: ConnectorContext): Sink {
  const { directory } = context.services
  const load = () => compileStylesheet(readResource(options.resourceUri, directory), reader(resourcePath(options.resourceUri, directory)))
  const first = options.allowTemplateFromHeader ? undefined : load()
  const stylesheetFor = (exchange: Exchange): Stylesheet => {
    const given = options.allowTemplateFromHeader ? toText(exchange.header('CamelXsltStylesheet'), exchange) : null
    if (given !== null) return compileStylesheet(given, reader(directory))
    return options.contentCache ? (first ?? load()) : load()
  }
  const source = compileSource(options.source)
  return {
    send(exchange) {
      const stylesheet = stylesheetFor(exchange)
      const document = documentOf(source(exchange), exchange, options)
      const result = new Run(stylesheet, stripSource(document, stylesheet), name => parameter(exchange.header(name))).transform()
      if (options.output === 'file') return writeResult(exchange, serialize(result, stylesheet.output), stylesheet, options)
      exchange.body = outputOf(result, stylesheet, options.output)
    },
    close() {},
  }
}

/** Reads stylesheets beside the one at `path`. */
function reader(path: string): ReadStylesheet {
  const folder = path.slice(0, path.lastIndexOf('/') + 1)
  return location => {
    const plain = location.replace(/^(file|classpath):(\/\/)?/, '')
    const target = plain.startsWith('/') ? plain : folder + plain
    return { content: readResource(target, folder), resolve: reader(target) }
  }
}

function compileSource(source: string | undefined): (exchange: Exchange) => unknown {
  const [, kind = '', name = ''] = /^(header|variable|property|exchangeProperty):(.*)$/s.exec(source ?? '') ?? []
  if (source !== undefined && kind === '')
    throw errors.KF_FIELD_TYPE({ value: source, expected: 'header:name, variable:name or property:name' })
  if (kind === 'header') return exchange => exchange.header(name)
  if (kind === 'variable') return exchange => getVariable(exchange, name)
  return kind === '' ? exchange => exchange.body : exchange => exchange.property(name)
}

/** What is wrong with a message is wrapped twice, as the library of Java tells it. */
const WRAPPED = 'javax.xml.transform.TransformerException: com.sun.org.apache.xml.internal.utils.WrappedRuntimeException: '

function parseMessage(content: string | Uint8Array): Document {
  try {
    return parseDocument(content)
  } catch (cause) {
    throw errors.KF_CONN_XSLT({ reason: WRAPPED + exceptionMessage(cause) }, { cause })
  }
}

function documentOf(value: unknown, exchange: Exchange, { failOnNullBody }: Options): Node {
  if ((value === null || value === undefined) && !failOnNullBody) return emptyDocument()
  if (typeof value === 'string' || value instanceof Uint8Array) return parseMessage(value)
  if (isByteSource(value)) return parseMessage(value.text ?? bytesOf(value))
  if (isDomNode(value)) return value
  throw errors.KF_CONN_XSLT(
    {
      reason: `Could not extract IN message body as type: interface javax.xml.transform.Source body is: ${toText(value ?? null, exchange)}`,
    },
    { type: 'org.apache.camel.ExpectedBodyTypeException' },
  )
}

function isDomNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as Node).nodeType === 'number'
}

/** A header as the value of a parameter; what XPath has no type for is text. */
function parameter(header: unknown): Value | undefined {
  if (header === undefined || header === null) return undefined
  if (typeof header === 'string' || typeof header === 'boolean') return toValue(header)
  return toValue(isNumber(header) ? Number(header) : (toText(header) ?? ''))
}

function outputOf(result: Node, { output }: Stylesheet, form: Options['output']): unknown {
  if (form === 'DOM') {
    const document: Document = emptyDocument()
    document.appendChild(document.importNode(result, true))
    return document
  }
  const text = serialize(result, output)
  return form === 'bytes' ? charsetNamed(output.encoding ?? 'UTF-8').encode(text) : text
}
