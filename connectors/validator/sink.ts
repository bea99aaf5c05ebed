import { isNode, serializeXml } from '../../src/converters/index.ts'
import { errors } from '../../src/core/errors.ts'
import type { Exchange } from '../../src/core/exchange.ts'
import { bytesOf, isByteSource } from '../../src/core/stream-body.ts'
import type { ConnectorContext, Sink } from '../../src/kit/index.ts'
import { openSchema, type Problem } from './schema.ts'

interface Options {
  readonly resourceUri: string
  readonly failOnNullBody: boolean
  readonly headerName: string | undefined
  readonly failOnNullHeader: boolean
}

/** Checks messages; one that passes goes on as it was. The schema is read when the route starts. */
export async function openValidatorSink(options: Options, context: ConnectorContext): Promise<Sink> {
  const schema = await openSchema(options.resourceUri, context.services.directory)
  const { headerName } = options
  return {
    send(exchange) {
      const value = headerName === undefined ? exchange.body : exchange.header(headerName)
      const xml = value === null || value === undefined ? undefined : xmlOf(value)
      if (xml === undefined) return missing(exchange, value, options)
      const problems = schema.validate(xml)
      if (problems.length > 0) throw invalid(problems, exchange)
    },
    close: () => schema.dispose(),
  }
}

/** Text or bytes of XML; `undefined` where the value is neither. */
function xmlOf(value: unknown): string | Uint8Array | undefined {
  if (typeof value === 'string' || value instanceof Uint8Array) return value
  if (isByteSource(value)) return value.text ?? bytesOf(value)
  return isNode(value) ? serializeXml(value) : undefined
}

function missing(exchange: Exchange, value: unknown, options: Options): void {
  const { headerName } = options
  if (value === null || value === undefined) {
    if (!(headerName === undefined ? options.failOnNullBody : options.failOnNullHeader)) return
  }
  const what = headerName === undefined ? 'No XML body could be found' : `XML header "${headerName}" could not be found`
  throw errors.KF_CONN_XML_INVALID(
    { reason: `${what} on the input message. ${exchange}`, errors: [] },
    { type: `org.apache.camel.support.processor.validation.NoXml${headerName === undefined ? 'Body' : 'Header'}ValidationException` },
  )
}

function invalid(problems: readonly Problem[], exchange: Exchange): Error {
  const fatal = problems.some(each => each.fatal)
  const lines = problems.map(({ message, line, column }) => `org.xml.sax.SAXParseException: ${message}, Line : ${line}, Column : ${column}`)
  const reason = `Validation failed for: the schema\n${fatal ? 'fatal ' : ''}errors: [\n${lines.join('\n')}\n]. ${exchange}`
  return errors.KF_CONN_XML_INVALID({ reason, errors: lines })
}
