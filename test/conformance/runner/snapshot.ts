import { type DomNode, serializeXml } from '../../../src/converters/index.ts'
import { isFileBody } from '../../../src/core/file-facts.ts'
import { JavaValue } from '../../../src/core/values.ts'
import { causeChain, Double, Exchange, exceptionMessage, exceptionType, isByteSource } from '../../../src/index.ts'

/** Names with another value on every run: only that they are there is observed. */
const VOLATILE =
  lower(`CamelMessageTimestamp CamelTimerFiredTime CamelFileLastModified Date breadcrumbId Long-Running-Action CamelRestOpenAPI
  CamelFileLockFileName Last-Modified CamelReceivedTimestamp CamelTimerTime fireTime scheduledFireTime nextFireTime previousFireTime jobRunTime jobDetail
  jobInstance mergedJobDataMap`)
const TIMES = lower('CamelTimerFiredTime CamelTimerTime')
/** Headers that an HTTP client chooses: left out unless the case sends them. */
const CLIENT =
  lower(`Host User-Agent Connection Content-Length Transfer-Encoding Accept Accept-Encoding Accept-Language Sec-Fetch-Mode Keep-Alive Upgrade
  HTTP2-Settings CamelVertxPlatformHttpRemoteAddress CamelVertxPlatformHttpLocalAddress CamelFileInitialOffset`)
/** Of the properties named Camel…, those that Camel documents for authors of routes. */
const PROPERTIES = new Set(
  `CamelSplitIndex CamelSplitSize CamelSplitComplete CamelSplitResult CamelSplitWatermark CamelLoopIndex CamelLoopSize CamelAggregatedSize
  CamelAggregatedCompletedBy CamelAggregatedCorrelationKey CamelAggregatedTimeout CamelMulticastIndex CamelMulticastComplete CamelExceptionCaught
  CamelFailureEndpoint CamelFailureRouteId CamelSlipEndpoint CamelRecipientListEndpoint CamelFilterMatched CamelDuplicateMessage CamelBatchIndex CamelBatchSize
  CamelBatchComplete CamelTimerName CamelTimerCounter CamelTimerPeriod CamelTimerFiredTime CamelTimerTime CamelCircuitBreakerSuccessfulExecution
  CamelCircuitBreakerResponseFromFallback CamelCircuitBreakerResponseShortCircuited CamelCircuitBreakerResponseTimedOut CamelCircuitBreakerResponseRejected
  CamelCircuitBreakerResponseIgnored CamelCircuitBreakerState CamelResponseSuccessfulExecution CamelResponseFromFallback CamelResponseShortCircuited
  CamelResponseTimedOut CamelResponseRejected CamelResponseIgnored CamelStepId CamelCharsetName CamelInterceptedEndpoint CamelInterceptedRouteId
  CamelInterceptedNodeId CamelInterceptedParentEndpointUri CamelDataSetIndex CamelErrorHandlerBridge CamelOnCompletion CamelSchedulerPolledMessages`.split(
    /\s+/,
  ),
)
const ID = /\b(?:[0-9A-F]{15,16}-[0-9A-F]{16}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\b/g
const HASH = /((?:[a-z]\w*\.)+[A-Z][\w$]*(?:\/0x[0-9a-f]+)?|\[[BCDFIJSZ]|\[L[\w.$]+;)@[0-9a-f]{1,8}(?![.\w])/g

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** What an exchange holds, in the form of the records; reading it changes nothing. */
export class Snapshot {
  private readonly folder: string
  private readonly routes: string
  private readonly port: number
  private readonly sent: ReadonlySet<string>
  private readonly ignored: ReadonlySet<string>

  constructor(base: string, port: number, sent: ReadonlySet<string>, ignored: readonly string[]) {
    this.folder = `${base}/case`
    this.routes = `${base}/routes`
    this.port = port
    this.sent = sent
    this.ignored = new Set(ignored)
  }

  arrival(exchange: Exchange, uri: string): Record<string, Json> {
    return {
      ...this.message(exchange),
      properties: this.properties(exchange, uri),
      variables: this.named(Object.entries(exchange.variables ?? {}), new Set(), new Set()),
    }
  }

  message(exchange: Exchange): Record<string, Json> {
    return { body: this.value(exchange.body), headers: this.named(exchange.headerEntries(), VOLATILE, CLIENT) }
  }

  private properties(exchange: Exchange, uri: string): Record<string, Json> {
    const kept = exchange
      .propertyEntries()
      .filter(([name]) => PROPERTIES.has(name) || (!name.startsWith('Camel') && name !== 'TryRouteBlock'))
    const to = exchange.property('CamelToEndpoint')
    if (to !== undefined && to !== null && to !== uri) kept.push(['CamelToEndpoint', to])
    return this.named(kept, TIMES, new Set())
  }

  named(
    entries: readonly (readonly [string, unknown])[],
    varying: ReadonlySet<string>,
    dropped: ReadonlySet<string>,
  ): Record<string, Json> {
    const result: Record<string, Json> = {}
    for (const [name, value] of entries) {
      if (value === undefined) continue
      const folded = name.toLowerCase()
      const sent = this.sent.has(folded)
      if (value !== null && (this.ignored.has(folded) || (varying.has(folded) && !sent))) result[name] = { $: 'any' }
      else if (!dropped.has(folded) || sent) result[name] = this.value(value)
    }
    return result
  }

  varies(folded: string): boolean {
    return this.ignored.has(folded) || VOLATILE.has(folded)
  }

  value(value: unknown): Json {
    if (value === null || value === undefined) return null
    if (typeof value === 'boolean') return value
    if (typeof value === 'string') return this.text(value)
    if (typeof value === 'number') return Number.isFinite(value) ? value : { $: 'double', v: String(value) }
    if (typeof value === 'bigint') return { $: 'long', v: String(value) }
    return this.object(value)
  }

  private object(value: unknown): Json {
    if (value instanceof Double) return { $: 'double', v: Number.isFinite(value.valueOf()) ? value.valueOf() : String(value.valueOf()) }
    if (value instanceof Uint8Array) return { $: 'bytes', base64: Buffer.from(value).toString('base64') }
    if (isByteSource(value)) return this.stream(value)
    if (value instanceof Date) return { $: 'date', v: value.toISOString() }
    if (value instanceof Exchange) return { $: 'exchange', ...this.message(value) }
    if (Array.isArray(value)) return value.map(each => this.value(each))
    if (value instanceof Set) return [...value].map(each => this.value(each))
    if (value instanceof Map) return Object.fromEntries([...value].map(([key, each]) => [this.text(String(key)), this.value(each)]))
    if (value instanceof Error) return { $: 'exception', type: exceptionType(value), message: this.text(exceptionMessage(value)) }
    return this.other(value as object)
  }

  /** Objects of classes of our own say by `toConformance` what they stand for (numbers of other kinds, DOM nodes); plain ones are maps. */
  private other(value: object): Json {
    const prototype = Object.getPrototypeOf(value)
    if (prototype === null || prototype === Object.prototype)
      return Object.fromEntries(Object.entries(value).map(([key, each]) => [this.text(key), this.value(each)]))
    if ('nodeType' in value) return { $: 'xml', text: this.text(xmlText(value as DomNode)) }
    if ('toJSON' in value) return this.value((value as { toJSON(): unknown }).toJSON())
    if (value instanceof JavaValue && value.javaClass === 'java.lang.Class') return { $: 'class', v: value.text.replace(/^\w+ /, '') }
    if (value instanceof Number) return { $: 'decimal', v: value.toString() }
    if (Symbol.iterator in value && 'length' in value) return [...(value as Iterable<unknown>)].map(each => this.value(each))
    return { $: 'object', class: value.constructor.name, text: this.text(String(value)) }
  }

  private stream(source: object): Json {
    const { bytes, name } = source as { bytes?: Buffer; name?: string }
    const isFile = typeof name === 'string'
    if (isFileBody(source) && source.plain) return { $: 'file', name: this.text(source.path) }
    const content = bytes === undefined ? { text: '' } : textOrBase64(bytes, text => this.text(text))
    return { $: isFile ? 'file' : 'stream', ...(isFile && { name: this.text(name) }), ...content }
  }

  textOrBytes(bytes: Buffer): Json {
    const content = textOrBase64(bytes, text => this.text(text))
    return 'text' in content ? content['text']! : { $: 'bytes', ...content }
  }

  exception(error: unknown): Record<string, Json> {
    const chain = causeChain(error).map(exceptionType).slice(0, 20)
    return { type: exceptionType(error), message: this.text(exceptionMessage(error)), ...(chain.length > 1 && { chain }) }
  }

  /** Text without what differs from run to run: the case's folder, its port, generated ids, identity hashes. */
  text(text: string): string {
    let result = text.replaceAll(this.folder, '{{case.dir}}').replaceAll(`${this.routes}/`, '').replaceAll(this.routes, '{{routes}}')
    if (this.port > 0) {
      result = result.replaceAll(`:${this.port}`, ':{{case.port}}')
      if (result === String(this.port)) result = '{{case.port}}'
    }
    return result.replace(ID, '{{id}}').replace(HASH, '$1@{{hash}}')
  }
}

function textOrBase64(bytes: Buffer, text: (value: string) => string): Record<string, string> {
  try {
    const decoded = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    if (!decoded.includes('\0')) return { text: text(decoded) }
  } catch {
    // not text: shown as bytes below
  }
  return { base64: bytes.toString('base64') }
}

function lower(names: string): ReadonlySet<string> {
  return new Set(names.toLowerCase().split(/\s+/))
}

/** A text node is recorded by its value; a CDATA section and all others by their XML. */
function xmlText(node: DomNode): string {
  return node.nodeType === 3 ? (node.nodeValue ?? '') : serializeXml(node)
}
