import type { IncomingMessage, ServerResponse } from 'node:http'
import { errors } from '../../src/core/errors.ts'
import { exceptionMessage } from '../../src/core/exceptions.ts'
import type { Exchange } from '../../src/core/exchange.ts'
import { StreamBody } from '../../src/core/stream-body.ts'
import { Suspension } from '../../src/core/suspension.ts'
import { EMBEDDED_SERVER } from '../../src/http/embedded-key.ts'
import { parseMediaType } from '../../src/http/media-type.ts'
import { compilePath } from '../../src/http/path-pattern.ts'
import { readUpTo } from '../../src/http/read-stream.ts'
import { refuseRequest } from '../../src/http/refuse-request.ts'
import type { RequestHandler, RequestRouter, RoutedRequest } from '../../src/http/request-router.ts'
import type { HttpRoute } from '../../src/http/router.ts'
import { HttpServer } from '../../src/http/server.ts'
import type { Source, SourceContext } from '../../src/kit/index.ts'
import { readBody } from './body.ts'
import { BODY_LOST, bodyReadBefore } from './body-read-before.ts'
import { applyForm, urlencodedFields } from './form.ts'
import { type BodyFacts, readHead } from './head.ts'
import { type ResponseSettings, writeExchange } from './response.ts'
import { type ServerSettings, serverSettings } from './settings.ts'
import { applyMultipart } from './uploads.ts'

export interface PlatformHttpOptions extends ResponseSettings {
  /** With `{name}` parts; `proxy` takes everything. */
  readonly path: string
  readonly matchOnUriPrefix: boolean
  readonly httpMethodRestrict: string | undefined
  readonly consumes: string | undefined
  readonly produces: string | undefined
  readonly populateBodyWithForm: boolean
  readonly fileNameExtWhitelist: string | undefined
  readonly useStreaming: boolean
  readonly useBodyHandler: boolean
  readonly requestTimeout: number | undefined
  /** Whether a request without content type passes `consumes`. */
  readonly withoutContentType?: boolean
}

/** Takes the requests of one path and answers them with what the route made of them, once it is done. */
export function openPlatformHttpSource(options: PlatformHttpOptions, context: SourceContext): Source {
  return new PlatformHttpSource(options, context)
}

/** What is known of a body by its content type. */
interface ContentKind {
  readonly type: string | undefined
  readonly form: 'urlencoded' | 'multipart' | undefined
  readonly charset: string | undefined
}

class PlatformHttpSource implements Source {
  private readonly options: PlatformHttpOptions
  private readonly context: SourceContext
  private readonly settings: ServerSettings
  private readonly server: RequestRouter
  private readonly route: HttpRoute<RequestHandler>
  private remove: (() => void) | undefined
  private suspended = false
  private kind: ContentKind = { type: undefined, form: undefined, charset: undefined }
  /** Requests that were taken and not yet answered. */
  private taken = 0
  private idle: (() => void) | undefined

  constructor(options: PlatformHttpOptions, context: SourceContext) {
    this.options = options
    this.context = context
    this.settings = serverSettings(context)
    this.server = sharedServer(context, this.settings)
    this.route = httpRoute(options, this.settings, routed => this.take(routed))
  }

  async start(): Promise<void> {
    await this.server.listen()
    this.suspended = false
    this.remove ??= this.server.router.add(this.route)
  }

  stop(deadline: AbortSignal): void | Promise<void> {
    this.remove?.()
    this.remove = undefined
    if (this.taken === 0 || deadline.aborted) return
    return new Promise(resolve => {
      this.idle = resolve
      deadline.addEventListener('abort', () => resolve(), { once: true })
    })
  }

  /** Requests are answered with 503 until `resume`. */
  suspend(): void {
    this.suspended = true
  }

  resume(): void {
    this.suspended = false
  }

  private take(routed: RoutedRequest): void {
    const { request, response } = routed
    if (this.suspended) return void response.writeHead(503, ['Content-Length', '0']).end()
    if (this.taken >= this.context.maxInFlight + this.settings.maxWaiting)
      return refuseRequest(request, response, 503, ['Retry-After', '1'])
    this.taken += 1
    const exchange = this.context.exchange()
    exchange.pattern = 'InOut'
    const facts = readHead(routed, exchange)
    this.limitTime(request, response)
    this.readInto(exchange, routed, facts)
  }

  private answered(): void {
    this.taken -= 1
    if (this.taken === 0) this.idle?.()
  }

  private limitTime(request: IncomingMessage, response: ServerResponse): void {
    const { requestTimeout } = this.options
    if (requestTimeout === undefined || requestTimeout <= 0) return
    const cancel = this.context.services.clock.after(requestTimeout, () => refuseRequest(request, response, 503))
    response.once('close', cancel)
  }

  /** Puts the body into the exchange, and hands it to the route. */
  private readInto(exchange: Exchange, routed: RoutedRequest, facts: BodyFacts): void {
    const { form, charset } = this.contentKind(facts.contentType)
    if (charset !== undefined) setCharset(exchange, charset)
    if (!facts.present) return this.deliver(exchange, routed)
    const before = this.server.foreign ? bodyReadBefore(routed.request) : undefined
    if (before === 'lost') return this.fail(routed, BODY_LOST)
    if (before !== undefined) return this.withBody(exchange, routed, facts, before)
    if ((this.options.useStreaming || !this.options.useBodyHandler) && form !== 'urlencoded') return this.stream(exchange, routed, form)
    readBody(routed.request, facts.length, this.settings.maxBodySize, !this.server.foreign, body => {
      if (body === 'too large') return this.tooLarge(routed)
      if (body === 'gone') return this.answered()
      this.withBody(exchange, routed, facts, body)
    })
  }

  private withBody(exchange: Exchange, routed: RoutedRequest, { contentType }: BodyFacts, body: Buffer): void {
    const { form } = this.kind
    if (form === 'multipart') return this.multipart(exchange, routed, body, contentType!)
    if (form === 'urlencoded') applyForm(exchange, urlencodedFields(body.toString('utf8')), this.options.populateBodyWithForm)
    else exchange.body = new StreamBody(body)
    this.deliver(exchange, routed)
  }

  /** The same as that of the request before, mostly. */
  private contentKind(type: string | undefined): ContentKind {
    if (this.kind.type !== type) this.kind = { type, form: formKind(type), charset: charsetIn(type) }
    return this.kind
  }

  private stream(exchange: Exchange, routed: RoutedRequest, form: 'multipart' | undefined): void {
    if (form === 'multipart') return this.fail(routed, 'Cannot process multipart/form-data requests when useStreaming=true')
    readUpTo(routed.request, this.settings.maxBodySize).then(
      body => {
        exchange.body = body
        this.deliver(exchange, routed)
      },
      error => this.fail(routed, exceptionMessage(error), error),
    )
  }

  private multipart(exchange: Exchange, routed: RoutedRequest, body: Buffer, contentType: string): void {
    const { populateBodyWithForm, fileNameExtWhitelist } = this.options
    applyMultipart(exchange, body, contentType, { populateBodyWithForm, accepted: fileNameExtWhitelist?.toLowerCase() }).then(
      () => this.deliver(exchange, routed),
      error => this.fail(routed, exceptionMessage(error), error),
    )
  }

  private tooLarge({ request, response }: RoutedRequest): void {
    response.shouldKeepAlive = false
    refuseRequest(request, response, 413)
    request.resume()
    this.answered()
  }

  private deliver(exchange: Exchange, routed: RoutedRequest): void {
    const outcome = this.context.deliver(exchange)
    if (outcome instanceof Promise) outcome.then(() => this.answer(exchange, routed))
    else this.answer(exchange, routed)
  }

  /** Answers, unless the client went away or was answered by the time-out. */
  private answer(exchange: Exchange, routed: RoutedRequest): void {
    const { response } = routed
    if (response.headersSent || response.destroyed) return this.answered()
    if (this.server.stopping) response.shouldKeepAlive = false
    try {
      const failure = writeExchange(exchange, routed, this.options)
      if (failure !== undefined) this.warn(exceptionMessage(failure), failure)
      this.answered()
    } catch (error) {
      if (!(error instanceof Suspension)) throw error
      error.ready().then(
        () => this.answer(exchange, routed),
        cause => this.fail(routed, exceptionMessage(cause), cause),
      )
    }
  }

  private fail({ request, response }: RoutedRequest, reason: string, error?: unknown): void {
    this.warn(reason, error)
    refuseRequest(request, response, 500)
    this.answered()
  }

  private warn(reason: string, error?: unknown): void {
    this.context.log('WARN', `Failed handling platform-http endpoint ${this.options.path}: ${reason}`, error)
  }
}

function sharedServer(context: SourceContext, { host, port }: ServerSettings): RequestRouter {
  const embedded = context.shared<RequestRouter | undefined>(EMBEDDED_SERVER, () => undefined)
  if (embedded !== undefined) return embedded
  const urls = context.shared('urls', () => new Set<string>())
  return context.shared(`http-server:${host}:${port}`, () => new HttpServer({ host, port, listening: url => urls.add(url) }))
}

function httpRoute(options: PlatformHttpOptions, settings: ServerSettings, handler: RequestHandler): HttpRoute<RequestHandler> {
  return {
    path: compilePath(fullPath(options, settings)),
    methods: methodSet(options.httpMethodRestrict),
    consumes: settings.validate ? mediaTypes(options.consumes) : undefined,
    produces: settings.validate ? mediaTypes(options.produces) : undefined,
    withoutContentType: options.withoutContentType === true,
    handler,
  }
}

function fullPath({ path, matchOnUriPrefix }: PlatformHttpOptions, { base }: ServerSettings): string {
  const own = path === 'proxy' ? '/' : path
  const prefix = (matchOnUriPrefix || path === 'proxy') && !own.endsWith('*') ? '*' : ''
  if (!own.startsWith('/')) return own
  return own === '/' && base !== '' && prefix === '' ? base : `${base}${own}${prefix}`
}

const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'TRACE', 'OPTIONS', 'CONNECT', 'PATCH'])

function methodSet(restrict: string | undefined): ReadonlySet<string> | undefined {
  if (restrict === undefined) return undefined
  const methods = new Set(restrict.split(',').map(method => method.trim().toUpperCase()))
  for (const method of methods) {
    if (!METHODS.has(method)) throw errors.KF_FIELD_INVALID({ option: 'httpMethodRestrict', reason: `${method} is no HTTP method` })
  }
  return methods.size === METHODS.size ? undefined : methods
}

function mediaTypes(list: string | undefined): HttpRoute<unknown>['consumes'] {
  return list === undefined ? undefined : list.split(',').map(parseMediaType)
}

function formKind(contentType: string | undefined): ContentKind['form'] {
  if (contentType === undefined) return undefined
  const folded = contentType.toLowerCase()
  if (folded.startsWith('application/x-www-form-urlencoded')) return 'urlencoded'
  return folded.startsWith('multipart/form-data') ? 'multipart' : undefined
}

function charsetIn(contentType: string | undefined): string | undefined {
  if (!contentType?.includes('charset=')) return undefined
  return parseMediaType(contentType).parameters.find(([name]) => name === 'charset')?.[1]
}

function setCharset(exchange: Exchange, charset: string): void {
  exchange.setProperty('CamelCharsetName', charset)
  exchange.setHeader('CamelHttpCharacterEncoding', charset)
}
