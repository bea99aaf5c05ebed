import { errors, KafilaError } from '../core/errors.ts'
import { exceptionMessage, exceptionType } from '../core/exceptions.ts'
import { Exchange, type Pattern } from '../core/exchange.ts'
import type { Services } from '../core/services.ts'
import type { MaybePromise } from '../core/step.ts'
import { untilReady } from '../core/suspension.ts'
import { ByteReader } from './byte-reader.ts'
import { ByteWriter } from './byte-writer.ts'
import { type NestedExchanges, readValue, writeValue } from './value-codec.ts'

const VERSION = 1

/** Where strategies gather what becomes the body. */
const GROUPED = 'CamelGroupedExchange'

/**
 * An exchange as bytes: body, headers in their spelling, properties, variables, pattern, id, route and failure. Bodies and headers that cannot
 * be stored are `KF_STORE_UNSTORABLE`, and so are properties of the route; those of the runtime (`Camel…`) are left out where they hold
 * what belongs to this process. A promise where a stream has to be read first, which then stays readable.
 */
export function encodeExchange(exchange: Exchange): MaybePromise<Buffer> {
  return untilReady(() => {
    const out = new ByteWriter()
    out.byte(VERSION)
    nestedWriter.write(exchange, out, 0)
    return out.done()
  })
}

/** The exchange that bytes are of, in the runtime of `services`. */
export function decodeExchange(bytes: Uint8Array, services: Services): Exchange {
  const input = new ByteReader(bytes)
  const version = input.byte()
  if (version !== VERSION) throw errors.KF_STORE_FORMAT({ reason: `its version is ${version}, not ${VERSION}` })
  const exchange = nestedReader(services).read(input)
  if (!input.atEnd) throw errors.KF_STORE_FORMAT({ reason: 'there is something behind its end' })
  return exchange
}

const nestedWriter: NestedExchanges = {
  write: writeExchange,
  read: () => {
    throw errors.KF_STORE_FORMAT({ reason: 'it is only written' })
  },
}

function nestedReader(services: Services): NestedExchanges {
  const nested: NestedExchanges = { write: writeExchange, read: input => readExchange(input, services, nested) }
  return nested
}

function writeExchange(exchange: Exchange, out: ByteWriter, depth: number): void {
  const write = (value: unknown, what: string) => writeValue(value, what, out, nestedWriter, depth)
  for (const text of [exchange.id, exchange.pattern, exchange.fromRouteId, exchange.fromEndpoint, exchange.routeId]) out.text(text)
  out.count(exchange.status)
  write(exchange.saga, 'the saga')
  write(exchange.body, 'the body')
  writeEntries(exchange.headerEntries(), 'header', out, write)
  writeEntries(
    exchange.propertyEntries().filter(entry => isStorable(entry, depth)),
    'property',
    out,
    write,
  )
  writeEntries(
    Object.entries(exchange.variables ?? {}).filter(([, value]) => value !== undefined),
    'variable',
    out,
    write,
  )
  writeFailure(exchange.exception, out)
}

function writeEntries(
  entries: readonly (readonly [string, unknown])[],
  kind: string,
  out: ByteWriter,
  write: (value: unknown, what: string) => void,
): void {
  out.count(entries.length)
  for (const [name, value] of entries) {
    out.text(name)
    write(value, `the ${kind} ${name}`)
  }
}

/** The route's properties are all written, or refused; of the runtime's those that can be. */
function isStorable([name, value]: readonly [string, unknown], depth: number): boolean {
  if (!name.startsWith('Camel') || name === GROUPED || typeof value !== 'object' || value === null) return true
  try {
    writeValue(value, name, new ByteWriter(), nestedWriter, depth)
    return true
  } catch (error) {
    if (error instanceof KafilaError && error.code === 'KF_STORE_UNSTORABLE') return false
    throw error
  }
}

function writeFailure(exception: unknown, out: ByteWriter): void {
  out.byte(exception === undefined ? 0 : 1)
  if (exception === undefined) return
  const { code, retryable } = exception as Partial<KafilaError>
  out.text(typeof code === 'string' ? code : 'KF_RUN_EXCHANGE')
  out.text(exceptionType(exception))
  out.text(exceptionMessage(exception) ?? '')
  out.byte(retryable === true ? 1 : 0)
}

function readExchange(input: ByteReader, services: Services, nested: NestedExchanges): Exchange {
  const id = input.text()
  const exchange = new Exchange(services, null, input.text() as Pattern)
  exchange.id = id
  exchange.fromRouteId = input.text()
  exchange.fromEndpoint = input.text()
  exchange.routeId = input.text()
  exchange.status = input.count()
  const saga = readValue(input, nested)
  if (saga !== null) exchange.saga = saga as string
  exchange.body = readValue(input, nested)
  for (const [name, value] of entries(input, nested)) exchange.setHeader(name, value)
  for (const [name, value] of entries(input, nested)) exchange.setProperty(name, value)
  for (const [name, value] of entries(input, nested)) exchange.setVariable(name, value)
  exchange.exception = readFailure(input)
  return exchange
}

function entries(input: ByteReader, nested: NestedExchanges): [string, unknown][] {
  return Array.from({ length: input.count() }, () => [input.text(), readValue(input, nested)])
}

function readFailure(input: ByteReader): unknown {
  if (input.byte() === 0) return undefined
  const [code, type, message] = [input.text(), input.text(), input.text()]
  return new KafilaError(code, type, message, { reason: message }, { retryable: input.byte() === 1, fatal: false, cause: undefined })
}
