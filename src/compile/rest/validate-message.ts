import { toText } from '../../converters/index.ts'
import type { Exchange } from '../../core/exchange.ts'
import { compileBodyCheck } from '../../http/openapi/body-check.ts'
import type { RestBinding } from './binding.ts'
import { fitsMedia, mentions } from './media.ts'

/** Why a request or an answer is refused: the status and body of the answer. */
export interface Refused {
  readonly status: number
  readonly body: string | null
}

/** Checks a request against what its verb declares; `undefined` where it is good. */
export function checkRequest(exchange: Exchange, binding: RestBinding): Refused | undefined {
  if (!fitsMedia(binding.consumes, headerText(exchange, 'Content-Type'))) return { status: 415, body: null }
  if (!fitsMedia(binding.produces, headerText(exchange, 'Accept'))) return { status: 406, body: null }
  if (isMissing(exchange, binding.requiredQuery)) return { status: 400, body: 'Some of the required query parameters are missing.' }
  if (isMissing(exchange, binding.requiredHeaders)) return { status: 400, body: 'Some of the required HTTP headers are missing.' }
  if (hasForeignValue(exchange, binding.allowed))
    return { status: 400, body: 'Some of the query parameters or HTTP headers has a not-allowed value.' }
  if (binding.requiredBody && bodyText(exchange) === '') return { status: 400, body: 'The request body is missing.' }
  return hasBadJson(exchange) ? { status: 400, body: 'Invalid JSon payload.' } : undefined
}

/** Checks a request, whose body is given as text. */
export type RequestCheck = (exchange: Exchange, given: string) => Refused | undefined

/** Compiles the check of a verb's requests; where it is an operation of a contract a JSON body is held against its schema too. */
export function requestCheck(binding: RestBinding): RequestCheck {
  const { contract } = binding
  const checkBody = contract === undefined ? undefined : compileBodyCheck(contract.bodySchemas, contract.operation)
  return (exchange, given) => {
    const refused = checkRequest(exchange, binding)
    if (refused !== undefined || checkBody === undefined || given === '') return refused
    const type = headerText(exchange, 'Content-Type')
    if (type !== null && !mentions(type).json) return undefined
    const wrong = checkBody(given)
    return wrong === undefined ? undefined : { status: 400, body: `The request body is not as specified: ${wrong}` }
  }
}

/** Checks an answer against what its verb declares; `undefined` where it is good. */
export function checkResponse(exchange: Exchange, binding: RestBinding): Refused | undefined {
  const type = headerText(exchange, 'Content-Type')
  const status = headerText(exchange, 'CamelHttpResponseCode') ?? '200'
  const declared = binding.responseTypes[status] ?? binding.responseTypes['default']
  if (type !== null && declared !== undefined && !fitsMedia(declared, type))
    return { status: 500, body: `Invalid content-type: ${type} for response code: ${status}` }
  if (isMissing(exchange, binding.responseHeaders)) return { status: 500, body: 'Some of the response HTTP headers are missing.' }
  return hasBadJson(exchange) ? { status: 500, body: 'Invalid response JSon payload.' } : undefined
}

export function headerText(exchange: Exchange, name: string): string | null {
  return toText(exchange.header(name), exchange)
}

/** The body as text; empty where there is none. Suspends on an unread stream. */
export function bodyText(exchange: Exchange): string {
  return toText(exchange.body, exchange) ?? ''
}

function isMissing(exchange: Exchange, names: readonly string[]): boolean {
  return names.some(name => exchange.header(name) === undefined)
}

function hasForeignValue(exchange: Exchange, allowed: RestBinding['allowed']): boolean {
  return Object.entries(allowed).some(([name, values]) => {
    const value = exchange.header(name)
    return value !== undefined && value !== null && !(typeof value === 'string' && values.includes(value))
  })
}

function hasBadJson(exchange: Exchange): boolean {
  const type = headerText(exchange, 'Content-Type')
  if (type === null || !fitsMedia('application/json', type)) return false
  const text = bodyText(exchange)
  if (text === '') return false
  try {
    JSON.parse(text)
    return false
  } catch {
    return true
  }
}
