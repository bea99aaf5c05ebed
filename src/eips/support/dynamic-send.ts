import { errors } from '../../core/errors.ts'
import type { Exchange, Pattern } from '../../core/exchange.ts'
import type { Expression } from '../../core/expression.ts'
import { andThen, type Step } from '../../core/step.ts'
import type { StepContext } from '../../kit/step.ts'
import { Recipients, uriExpression } from './recipient.ts'
import { patternOf, sendMessage } from './send-message.ts'

/** What a step that sends to a dynamic endpoint may say. */
export interface DynamicSendOptions {
  readonly variableSend?: string | undefined
  readonly variableReceive?: string | undefined
  readonly pattern?: Pattern | undefined
  readonly cacheSize: number | undefined
  readonly ignoreInvalidEndpoint: boolean
  readonly allowedSchemes: string | undefined
}

interface UriOptions {
  readonly uri: string
  readonly parameters: Readonly<Record<string, unknown>> | undefined
}

/** The step that sends to the endpoint that its URI template gives (toD, wireTap). */
export function compileDynamicSend(options: DynamicSendOptions & UriOptions, context: StepContext): Step {
  return sendTo(uriExpression(context.uriTemplate(options.uri, options.parameters), context), options, context)
}

/** The step that sends to the endpoint that an expression gives. Nothing is sent where it gives nothing. */
export function sendTo(expression: Expression, options: DynamicSendOptions, context: StepContext): Step {
  const recipients = new Recipients(options, context)
  const { variableSend, variableReceive } = options
  return exchange => andThen(expression(exchange), recipient => send(exchange, recipient)) as void | Promise<void>

  function send(exchange: Exchange, recipient: unknown): void | Promise<void> {
    const uri = recipients.uri(recipient, exchange)
    if (uri === null) return
    const endpoint = recipients.target(complete(uri), options.ignoreInvalidEndpoint)
    if (endpoint === undefined) return
    const pattern = patternOf(endpoint.uri) ?? options.pattern
    return sendMessage(exchange, each => context.send(endpoint, each), { pattern, variableSend, variableReceive })
  }
}

/** A URI that has a scheme and something behind it. */
function complete(uri: string): string {
  const colon = uri.indexOf(':')
  if (colon < 0 || colon === uri.length - 1) throw errors.KF_RUN_ENDPOINT({ uri, reason: 'Endpoint should include scheme:path' })
  return uri
}
