import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { Exchange } from '../../src/core/exchange.ts'
import { foldHeader, usualSpelling } from '../../src/core/headers.ts'
import { isCamelHeader } from '../../src/http/header-filter.ts'
import { NO_PARAMETERS } from '../../src/http/path-pattern.ts'
import { parseQuery } from '../../src/http/query.ts'
import type { RoutedRequest } from '../../src/http/request-router.ts'
import { type HeadFacts, type HeadPlan, planFor } from './head-plan.ts'

/** What is known of a request's body from its head. */
export interface BodyFacts {
  readonly contentType: string | undefined
  /** The announced length; -1 where none is. */
  readonly length: number
  /** Whether the request has a body at all, be it an empty one: it announces a length, or comes in chunks. */
  readonly present: boolean
}

// the usual spellings, told before any message comes, so that the headers below can be set by their folded names
for (const name of `CamelHttpMethod CamelHttpPath CamelHttpUri CamelHttpUrl CamelHttpQuery CamelHttpRawQuery
  CamelVertxPlatformHttpLocalAddress CamelVertxPlatformHttpRemoteAddress`.split(/\s+/))
  foldHeader(name)

/** Fills a new exchange's headers from a request: Camel's, those of the request, the query's parameters, those of the path. */
export function readHead({ request, path, parameters }: RoutedRequest, exchange: Exchange): BodyFacts {
  const url = request.url!
  const question = url.indexOf('?')
  const query = question < 0 ? null : url.slice(question + 1)
  const connection = connectionOf(request.socket)
  const { remote, local } = connection
  const head = { method: request.method!, path, url, query, local, remote }
  const plan = planFor(request.rawHeaders, connection.plan)
  connection.plan = plan
  const facts = plan === undefined ? readByName(request, head, exchange) : readByPlan(request, head, exchange, plan)
  if (query !== null) for (const [name, value] of parseQuery(query)) addExternal(exchange, name, value)
  if (parameters !== NO_PARAMETERS) for (const name in parameters) addHeader(exchange, name, parameters[name]!)
  return facts
}

function readByPlan({ rawHeaders }: IncomingMessage, head: HeadFacts, exchange: Exchange, plan: HeadPlan): BodyFacts {
  exchange.headers = plan.fill(head, rawHeaders)
  exchange.headersShared = false
  const length = plan.contentLength < 0 ? -1 : Number(rawHeaders[plan.contentLength])
  return { contentType: rawHeaders[plan.contentType], length, present: plan.transferEncoding >= 0 || length >= 0 }
}

function readByName(request: IncomingMessage, { method, path, url, query, local, remote }: HeadFacts, exchange: Exchange): BodyFacts {
  const headers = exchange.ownHeaders()
  headers['camelhttpmethod'] = method
  headers['camelhttppath'] = path
  headers['camelhttpuri'] = url
  headers['camelhttpurl'] = ''
  headers['camelhttpquery'] = query
  headers['camelhttprawquery'] = query
  headers['camelvertxplatformhttplocaladdress'] = local
  headers['camelvertxplatformhttpremoteaddress'] = remote
  const facts = readRequestHeaders(request, exchange)
  headers['camelhttpurl'] = absoluteUrl(request, exchange, url)
  return facts
}

function readRequestHeaders({ rawHeaders }: IncomingMessage, exchange: Exchange): BodyFacts {
  let contentType: string | undefined
  let length = -1
  let present = false
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const value = rawHeaders[i + 1]!
    const folded = addExternal(exchange, rawHeaders[i]!, value)
    if (folded === 'content-length') length = Number(value)
    else if (folded === 'transfer-encoding') present = true
    else if (folded === 'content-type') contentType ??= value
  }
  return { contentType, length, present: present || length >= 0 }
}

/** Folded names by names that are spelled as usual: one look-up for a header that comes with every request. */
const usual = new Map<string, string>()
const MAX_USUAL = 1000

/** Adds a header that comes from outside, unless it has a name of Camel's; gives the folded name. */
export function addExternal(exchange: Exchange, name: string, value: string): string {
  const known = usual.get(name)
  if (known !== undefined) {
    if (exchange.headers[known] === undefined) exchange.ownHeaders()[known] = value
    else addHeader(exchange, name, value)
    return known
  }
  const folded = foldHeader(name)
  if (isCamelHeader(folded)) return folded
  addHeader(exchange, name, value)
  if (usual.size < MAX_USUAL && usualSpelling(folded) === name) usual.set(name, folded)
  return folded
}

/** Adds a value: a second one under the same name makes a list. */
export function addHeader(exchange: Exchange, name: string, value: string): void {
  const present = exchange.header(name)
  if (present === undefined || present === null) exchange.setHeader(name, value)
  else exchange.setHeader(name, Array.isArray(present) ? [...present, value] : [present, value])
}

function absoluteUrl({ socket }: IncomingMessage, exchange: Exchange, url: string): string {
  const host = exchange.headers['host'] ?? `localhost:${socket.localPort}`
  return `http://${host}${url}`
}

/** What is kept of a connection between its requests. */
interface Connection {
  readonly remote: string
  readonly local: string
  plan: HeadPlan | undefined
}

const connections = new WeakMap<Socket, Connection>()

/** The two ends of a connection are asked for once, since each look costs a call into the system. */
function connectionOf(socket: Socket): Connection {
  const found = connections.get(socket)
  if (found !== undefined) return found
  const made = {
    remote: `${socket.remoteAddress}:${socket.remotePort}`,
    local: `${socket.localAddress}:${socket.localPort}`,
    plan: undefined,
  }
  connections.set(socket, made)
  return made
}
