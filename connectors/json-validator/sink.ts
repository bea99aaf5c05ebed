import { convert, readJson, toText } from '../../src/converters/index.ts'
import { errors, isKafilaError } from '../../src/core/errors.ts'
import type { Exchange } from '../../src/core/exchange.ts'
import { type ConnectorContext, readResource, type Sink } from '../../src/kit/index.ts'
import { plainJson } from './plain-json.ts'
import { openSchema, type Schema } from './schema.ts'

interface Options {
  readonly resourceUri: string
  readonly contentCache: boolean
  readonly failOnNullBody: boolean
  readonly headerName: string | undefined
  readonly failOnNullHeader: boolean
}

/** Checks messages; one that passes goes on as it was. The schema, and the library for it, are loaded by the first message. */
export function openJsonValidatorSink(options: Options, context: ConnectorContext): Sink {
  let schema: Promise<Schema> | undefined
  let ready: Schema | undefined
  const load = async () => openSchema(schemaOf(readResource(options.resourceUri, context.services.directory).toString('utf8')))
  const checked = (loaded: Schema, exchange: Exchange) => {
    const json = jsonOf(exchange, options)
    if (json !== undefined) check(loaded, json.value, exchange)
  }
  return {
    send(exchange) {
      // as in Camel the schema is wanted before the message is looked at
      if (ready !== undefined && options.contentCache) return checked(ready, exchange)
      schema ??= load()
      const loading = schema
      // a schema that could not be read is tried again by the next message
      if (!options.contentCache) schema = undefined
      return loading.then(
        loaded => {
          ready = loaded
          checked(loaded, exchange)
        },
        error => {
          schema = undefined
          throw error
        },
      )
    },
    close() {},
  }
}

/** An empty file is a schema that everything satisfies. */
function schemaOf(text: string): unknown {
  return text.trim() === '' ? true : readJson(text)
}

function check(schema: Schema, value: unknown, exchange: Exchange): void {
  const found = schema(value)
  if (found.length > 0)
    throw errors.KF_CONN_JSON_INVALID({
      reason: `JSON validation error with ${found.length} errors:\n${found.join('\n')}`,
      errors: found,
      exchange: String(exchange),
    })
}

/** The value to check; `undefined` where there is nothing and that is no failure. An empty text is a value that has no type. */
function jsonOf(exchange: Exchange, options: Options): { readonly value: unknown } | undefined {
  const { headerName } = options
  const content = headerName === undefined ? exchange.body : exchange.header(headerName)
  if (content === null || content === undefined) {
    if (headerName === undefined ? options.failOnNullBody : options.failOnNullHeader) throw missing(exchange, headerName)
    return undefined
  }
  return { value: read(content, exchange) }
}

function missing(exchange: Exchange, headerName: string | undefined): Error {
  const what = headerName === undefined ? 'No JSON body' : `No JSON header "${headerName}"`
  return errors.KF_CONN_JSON_INVALID(
    {
      reason: `${what} could be found on the input message`,
      errors: [],
      exchange: String(exchange),
    },
    { type: `org.apache.camel.component.jsonvalidator.NoJson${headerName === undefined ? 'Body' : 'Header'}ValidationException` },
  )
}

function read(content: unknown, exchange: Exchange): unknown {
  try {
    const text = toText(typeof content === 'string' ? content : convert(content, 'java.io.InputStream', exchange), exchange) ?? ''
    return text.trim() === '' ? undefined : plainJson(readJson(text))
  } catch (cause) {
    if (!isKafilaError(cause)) throw cause
    const reason = `${cause.message}. ${exchange}. Caused by: [${cause.type} - ${cause.message}]`
    throw errors.KF_CONN_JSON_INVALID({ reason, errors: [], exchange: '' }, { cause })
  }
}
