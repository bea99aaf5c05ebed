import { toText } from '../../src/converters/index.ts'
import { errors } from '../../src/core/errors.ts'
import type { Exchange } from '../../src/core/exchange.ts'
import { type BodyCheck, bodySchemas, compileBodyCheck } from '../../src/http/openapi/body-check.ts'
import type { ContractOperation } from '../../src/http/openapi/contract.ts'
import type { Part } from '../../src/http/openapi/model.ts'

/** Compiles the check of requests for an operation; it throws `KF_HTTP_CONTRACT` with all that is wrong. `given`: parameters of the URI. */
export function compileRequestCheck(
  operation: ContractOperation,
  document: Part,
  given: Readonly<Record<string, string>>,
): (exchange: Exchange) => void {
  const required = operation.parameters.filter(each => each.required && !Object.hasOwn(given, each.name))
  const checkBody = compileBodyCheck(bodySchemas(document, [operation]), operation.id)
  return exchange => {
    const missing = required.filter(({ name }) => isMissing(exchange, name))
    const wrong = missing.map(each => `the ${each.in} parameter ${each.name} is missing`)
    const about = bodyProblem(exchange, operation, checkBody)
    const reasons = about === undefined ? wrong : [...wrong, about]
    if (reasons.length > 0) throw errors.KF_HTTP_CONTRACT({ operation: operation.id, reason: reasons.join('; ') })
  }
}

function isMissing(exchange: Exchange, name: string): boolean {
  return (exchange.header(name) ?? null) === null && (exchange.variable(name) ?? null) === null
}

function bodyProblem(
  exchange: Exchange,
  { consumes, requiredBody }: ContractOperation,
  checkBody: BodyCheck | undefined,
): string | undefined {
  if (consumes.length === 0) return undefined
  const body = toText(exchange.body, exchange) ?? ''
  if (body === '') return requiredBody ? 'the body is missing' : undefined
  const type = mediaType(toText(exchange.header('Content-Type'), exchange) ?? consumes.find(each => !each.includes('*')) ?? '')
  if (!consumes.some(each => mediaType(each) === type || each.includes('*')))
    return `the content type ${type} is not among ${consumes.join(', ')}`
  return type.includes('json') ? checkBody?.(body) : undefined
}

function mediaType(text: string): string {
  return text.split(';')[0]!.trim().toLowerCase()
}
