import { toText } from '../../src/converters/index.ts'
import { errors, isKafilaError } from '../../src/core/errors.ts'
import type { Exchange } from '../../src/core/exchange.ts'
import type { Services } from '../../src/core/services.ts'
import { type ConnectorContext, readResource } from '../../src/kit/index.ts'
import { bindingsOf } from '../../src/languages/jsonata/bindings.ts'
import { compileJsonata, type JsonataExpression } from '../../src/languages/jsonata/expression.ts'

export interface ExpressionOptions {
  readonly resourceUri: string
  readonly contentCache: boolean
  readonly allowTemplateFromHeader: boolean
  readonly frameBinding: unknown
}

const HEADER = 'CamelJsonataResourceUri'
/** What Camel's library throws for bad expressions and failed evaluations. */
const FAILURE = 'com.dashjoin.jsonata.JException'
const MAX_COMPILED = 100

/** Finds the expression for a message: that of the endpoint, or of a header. Throws FileNotFoundException, JException. */
export function expressionsFor(options: ExpressionOptions, context: ConnectorContext): (exchange: Exchange) => JsonataExpression {
  const { resourceUri, contentCache, allowTemplateFromHeader } = options
  const compile = compiler(bindingsOf(options.frameBinding))
  const load = loader(context.services)
  let kept: string | undefined
  return exchange => {
    // the resource has to be there even where a header brings another, as in Camel
    const text = kept ?? load(resourceUri)
    if (contentCache) kept = text
    const given = allowTemplateFromHeader ? takeHeader(exchange) : null
    if (given === null) return compile(text)
    return compile(/^(file|classpath|http|https|ref|bean):/.test(given) ? load(given) : given)
  }
}

function loader(services: Services): (location: string) => string {
  return location => {
    if (location.startsWith('bean:'))
      throw errors.KF_ROUTE_UNSUPPORTED({
        what: location,
        reason: 'the text of an expression comes from a file, or a bean that is a text (ref:)',
      })
    if (!location.startsWith('ref:')) return readResource(location, services.directory).toString('utf8')
    const text = services.bean(location.slice('ref:'.length))
    if (typeof text !== 'string') throw errors.KF_ROUTE_UNKNOWN_BEAN({ name: location.slice('ref:'.length) })
    return text
  }
}

function takeHeader(exchange: Exchange): string | null {
  const given = toText(exchange.header(HEADER) ?? null, exchange)
  if (given !== null) exchange.removeHeader(HEADER)
  return given
}

function compiler(bound: Readonly<Record<string, unknown>>): (text: string) => JsonataExpression {
  const compiled = new Map<string, JsonataExpression>()
  return text => {
    const known = compiled.get(text)
    if (known !== undefined) return known
    const expression = compile(text, bound)
    if (compiled.size >= MAX_COMPILED) compiled.clear()
    compiled.set(text, expression)
    return expression
  }
}

function compile(text: string, bound: Readonly<Record<string, unknown>>): JsonataExpression {
  try {
    return compileJsonata(text, { bound, errorType: FAILURE })
  } catch (cause) {
    if (!isKafilaError(cause)) throw cause
    // the text is Camel's; where in the expression it is, the cause tells
    throw errors.KF_EXPR_EVALUATION({ language: 'jsonata', reason: String(cause.details['reason']) }, { cause, type: FAILURE })
  }
}
