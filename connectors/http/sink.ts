import type { Exchange } from '../../src/core/exchange.ts'
import type { ConnectorContext, EndpointAddress, Sink } from '../../src/kit/index.ts'
import { type Address, parseAddress } from './address.ts'
import { type AnswerOptions, takeAnswer } from './answer.ts'
import { type Authentication, type AuthenticationOptions, fixedAuthentication } from './authentication.ts'
import { type Client, makeClient, type OutgoingRequest } from './client.ts'
import { separateClientOptions } from './client-options.ts'
import { Conversation } from './conversation.ts'
import { CookieJar } from './cookie-jar.ts'
import { carriesBody, type Method, methodOf } from './method.ts'
import { oauth2Authentication } from './oauth2.ts'
import { okStatuses } from './ok-range.ts'
import type { ProxyServer } from './proxy.ts'
import { type BodyOptions, requestBody } from './request-body.ts'
import { type RequestHeaderOptions, requestHeaders } from './request-headers.ts'
import { endpointAddress, type TargetOptions, targetOf } from './target.ts'
import { makeTransport } from './transport.ts'

export interface HttpOptions extends AuthenticationOptions, BodyOptions, Omit<RequestHeaderOptions, 'userAgent'> {
  readonly httpMethod: Method | undefined
  readonly skipControlHeaders: boolean
  readonly skipResponseHeaders: boolean
  readonly copyHeaders: boolean
  readonly throwExceptionOnFailure: boolean
  readonly okStatusCodeRange: string
  readonly ignoreResponseBody: boolean
  readonly disableStreamCache: boolean
  readonly followRedirects: boolean
  readonly deleteWithBody: boolean
  readonly getWithBody: boolean
  readonly userAgent: string | undefined
  readonly connectionsPerRoute: number
  readonly maxTotalConnections: number
  readonly connectTimeout: number
  readonly responseTimeout: number | undefined
  readonly soTimeout: number
  readonly connectionRequestTimeout: number
  readonly sslContextParameters: Readonly<Record<string, unknown>> | undefined
  readonly proxyHost: string | undefined
  readonly proxyPort: number | undefined
  readonly proxyAuthHost: string | undefined
  readonly proxyAuthPort: number | undefined
  readonly proxyAuthUsername: string | undefined
  readonly proxyAuthPassword: string | undefined
  readonly nonProxyHosts: string | undefined
  readonly oauth2ClientId: string | undefined
  readonly oauth2ClientSecret: string | undefined
  readonly oauth2TokenEndpoint: string | undefined
  readonly oauth2Scope: string | undefined
  readonly oauth2ResourceIndicator: string | undefined
  readonly oauth2BodyAuthentication: boolean
  readonly oauth2CacheTokens: boolean
  readonly oauth2CachedTokensDefaultExpirySeconds: number
  readonly oauth2CachedTokensExpirationMarginSeconds: number
}

/** Sends messages to an HTTP server; the answer replaces the message. */
export function openHttpSink(options: HttpOptions, context: ConnectorContext, address: EndpointAddress): Sink {
  const { settings, query } = separateClientOptions(address.extra)
  const timed = { ...options, ...settings }
  return new HttpSink(timed, context, endpointAddress({ ...address, extra: query }))
}

class HttpSink implements Sink {
  private readonly options: HttpOptions
  private readonly target: TargetOptions
  private usual: Address | undefined
  private readonly headers: RequestHeaderOptions
  private readonly answer: AnswerOptions
  private readonly conversation: Conversation

  constructor(options: HttpOptions, context: ConnectorContext, base: string) {
    this.options = options
    const { bridgeEndpoint, skipControlHeaders } = options
    this.target = { base, bridgeEndpoint, skipControlHeaders, uri: context.uri }
    this.headers = { ...options, userAgent: options.userAgent ?? 'kafila' }
    this.answer = { ...options, isOk: okStatuses(options.okStatusCodeRange), idleMs: options.responseTimeout ?? options.soTimeout }
    this.conversation = makeConversation(options, context)
  }

  async send(exchange: Exchange): Promise<void> {
    const { request, address } = this.prepare(exchange)
    const response = await this.conversation.send(request)
    await takeAnswer(exchange, response, address.url, this.answer)
  }

  close(): void {}

  /** Makes the request. Everything that may have to wait for a stream comes before anything that changes the message. */
  private prepare(exchange: Exchange): { request: OutgoingRequest; address: Address } {
    const method = methodOf(exchange, this.options.httpMethod, this.target)
    const body = this.sendsBody(method) ? requestBody(exchange, this.options) : undefined
    const headers = requestHeaders(exchange, this.headers, body?.contentType)
    const url = targetOf(exchange, this.target)
    const address = url === this.target.base ? (this.usual ??= parseAddress(url)) : parseAddress(url)
    return { request: { method, address, headers, body: body?.content, chunked: body?.chunked }, address }
  }

  private sendsBody(method: Method): boolean {
    return carriesBody(method) || (method === 'DELETE' && this.options.deleteWithBody) || (method === 'GET' && this.options.getWithBody)
  }
}

function makeConversation(options: HttpOptions, context: ConnectorContext): Conversation {
  const { clock } = context.services
  const transport = makeTransport(context, {
    connectionsPerRoute: options.connectionsPerRoute,
    maxTotalConnections: options.maxTotalConnections,
    tls: options.sslContextParameters,
    proxy: proxyOf(options),
  })
  const timeouts = {
    connect: options.connectTimeout,
    response: options.responseTimeout ?? options.soTimeout,
    pool: options.connectionRequestTimeout,
  }
  const client = makeClient(transport, timeouts, clock)
  const keepsCookies = !options.bridgeEndpoint && context.componentOption('cookieManagementDisabled') !== 'true'
  return new Conversation(
    client,
    {
      followRedirects: options.followRedirects,
      retryBusy: context.componentOption('automaticRetriesDisabled') !== 'true',
      authentication: authenticationOf(options, client, context),
      cookies: keepsCookies ? new CookieJar() : undefined,
    },
    clock,
  )
}

function authenticationOf(options: HttpOptions, client: Client, { services }: ConnectorContext): Authentication {
  const { oauth2ClientId, oauth2ClientSecret, oauth2TokenEndpoint } = options
  if (oauth2ClientId === undefined || oauth2ClientSecret === undefined || oauth2TokenEndpoint === undefined)
    return fixedAuthentication(options)
  return oauth2Authentication(
    {
      clientId: oauth2ClientId,
      clientSecret: oauth2ClientSecret,
      tokenEndpoint: oauth2TokenEndpoint,
      scope: options.oauth2Scope,
      resource: options.oauth2ResourceIndicator,
      inBody: options.oauth2BodyAuthentication,
      cache: options.oauth2CacheTokens,
      defaultExpirySeconds: options.oauth2CachedTokensDefaultExpirySeconds,
      marginSeconds: options.oauth2CachedTokensExpirationMarginSeconds,
    },
    client,
    services.clock,
  )
}

function proxyOf(options: HttpOptions): ProxyServer | undefined {
  const host = options.proxyAuthHost ?? options.proxyHost
  const port = options.proxyAuthPort ?? options.proxyPort
  if (host === undefined || port === undefined) return undefined
  const except = (options.nonProxyHosts ?? '')
    .split(/[,|]/)
    .map(each => each.trim())
    .filter(each => each !== '')
  return { host, port, user: options.proxyAuthUsername, password: options.proxyAuthPassword, except }
}
