import { toText } from '../../src/converters/index.ts'
import { errors } from '../../src/core/errors.ts'
import type { Exchange } from '../../src/core/exchange.ts'
import type { Expression } from '../../src/core/expression.ts'
import { andThen } from '../../src/core/step.ts'
import { type ConnectorContext, readResource, type Sink } from '../../src/kit/index.ts'

interface Options {
  readonly languageName: string
  readonly resourceUri: string | undefined
  readonly script: string | undefined
  readonly resultType: string | undefined
  readonly transform: boolean
  readonly allowTemplateFromHeader: boolean
}

/** Finds the expression for a message. */
type ExpressionFor = (exchange: Exchange) => Expression

/** Evaluates an expression; its result becomes the body. */
export function openLanguageSink(options: Options, context: ConnectorContext): Sink {
  const expressionFor = expressions(options, context)
  return {
    send(exchange) {
      return andThen(expressionFor(exchange)(exchange), result => {
        if (options.transform) exchange.body = result ?? null
      })
    },
    close() {},
  }
}

function expressions(options: Options, context: ConnectorContext): ExpressionFor {
  const { languageName: language, resultType } = options
  // as in Camel, only simple takes blanks off
  const trim = String(language === 'simple')
  const compile = (expression: string) =>
    context.expression({ language, expression, options: { trim, ...(resultType !== undefined && { resultType }) } })
  const given = givenScript(options, context, compile)
  if (!options.allowTemplateFromHeader) return given
  return exchange => {
    const script = toText(exchange.header('CamelLanguageScript'), exchange)
    return script === null ? given(exchange) : compile(script)
  }
}

function givenScript({ script, resourceUri }: Options, context: ConnectorContext, compile: (text: string) => Expression): ExpressionFor {
  const location = resourceUri?.replace(/^resource:/, '')
  if (script === undefined && location !== undefined && isLocation(location))
    return () => compile(readResource(location, context.services.directory).toString('utf8').trim())
  const text = script ?? resourceUri
  if (text === undefined)
    return exchange => {
      throw errors.KF_RUN_EXCHANGE({ reason: `No script to evaluate. ${exchange}` })
    }
  const compiled = compile(script ?? decoded(text))
  return () => compiled
}

function isLocation(text: string): boolean {
  return /^(file|classpath|http|https):/.test(text)
}

/** A script in the path may be encoded. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    // it holds percent signs that encode nothing: taken as it is
    return text
  }
}
